package zdaemon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import zdaemon.config.Option;
import zdaemon.posix.Fd;
import zdaemon.posix.Terminal;

/** {@code --help}: options by theme and the actions, fitted to the terminal. */
final class UsageText {
    private static final int USUAL_WIDTH = 80;
    /** The narrowest that picocli can lay out. */
    private static final int NARROWEST = 55;
    private static final int WIDEST = 120;
    private static final String ACTIONS = "actions";
    private static final int SYNOPSIS_WIDTH = 30;
    private static final int INDENT = 2;

    /** What options are about, in the order shown. */
    private enum Theme {
        CONFIGURATION("Configuration"),
        PROGRAM("The program"),
        MANAGER("The daemon manager"),
        INTERACTION("Interaction");

        private final String title;

        Theme(String title) {
            this.title = title;
        }

        static Theme of(Option option) {
            return switch (option) {
                case CONFIGURE, OVERRIDE, SCHEMA, PYTHON, ZDRUN -> CONFIGURATION;
                case PROGRAM, DIRECTORY, USER, UMASK, TRANSCRIPT, START_TEST_PROGRAM -> PROGRAM;
                case SOCKET_NAME, DAEMON, BACKOFF_LIMIT, FOREVER, EXIT_CODES, START_TIMEOUT, STOP_TIMEOUT,
                        HANG_AROUND -> MANAGER;
                case LOGFILE, INTERACTIVE, DEFAULT_TO_INTERACTIVE, PROMPT, HELP, VERSION -> INTERACTION;
            };
        }
    }

    private UsageText() {
    }

    /**
     * The columns to use for text that goes there.
     *
     * @param fd perhaps a terminal
     */
    static int widthFor(Fd fd) {
        Optional<Terminal.Size> size = Terminal.size(fd);
        return size.isEmpty() ? USUAL_WIDTH : Math.clamp(size.get().columns(), NARROWEST, WIDEST);
    }

    /** The text, its lines no longer than that. */
    static String of(int width) {
        CommandSpec spec = spec();
        spec.usageMessage().width(width);
        return new CommandLine(spec).getUsageMessage(Help.Ansi.OFF);
    }

    private static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("zdaemon");
        spec.interpolateVariables(false);
        // Getopt takes -X=VALUE for the value =VALUE, so the text had better not suggest it.
        spec.parser().separator(" ");
        spec.usageMessage()
                .customSynopsis("zdaemon [OPTIONS] [ACTION [ARGUMENTS]]")
                .description("Runs a program as a daemon: starts it in the background, keeps it alive, answers "
                        + "questions about it. Without an action, reads actions from standard input.")
                .sortOptions(false)
                .footer("%nOptions may also be given in the <runner> section of the configuration file.");
        for (Theme theme : Theme.values()) {
            spec.addArgGroup(group(theme));
        }
        spec.usageMessage().sectionMap().put(ACTIONS, UsageText::actions);
        List<String> sections = new ArrayList<>(spec.usageMessage().sectionKeys());
        sections.add(sections.indexOf(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING), ACTIONS);
        spec.usageMessage().sectionKeys(sections);
        return spec;
    }

    private static ArgGroupSpec group(Theme theme) {
        ArgGroupSpec.Builder group = ArgGroupSpec.builder()
                .exclusive(false).validate(false).order(theme.ordinal()).heading("%n" + theme.title + ":%n");
        for (Option option : Option.values()) {
            if (option.onCommandLine() && Theme.of(option) == theme) {
                group.addArg(option(option));
            }
        }
        return group.build();
    }

    private static OptionSpec option(Option option) {
        String letter = option.letter().map(name -> "-" + name).orElse("");
        String longName = option.longName().map(name -> "--" + name).orElse("");
        OptionSpec.Builder builder = letter.isEmpty() ? OptionSpec.builder(longName)
                : longName.isEmpty() ? OptionSpec.builder(letter) : OptionSpec.builder(letter, longName);
        Optional<String> fallback = option.takesValue() ? option.fallback() : Optional.empty();
        String suffix = fallback.map(text -> " (default: " + text + ")").orElse("");
        return builder
                .type(option.takesValue() ? String.class : boolean.class)
                .arity(option.takesValue() ? "1" : "0")
                .paramLabel(option.kind().placeholder())
                .order(option.ordinal())
                .description((option.help() + suffix).replace("%", "%%"))
                .build();
    }

    private static String actions(Help help) {
        int rest = help.commandSpec().usageMessage().width() - SYNOPSIS_WIDTH;
        Help.TextTable table = Help.TextTable.forColumns(help.colorScheme(),
                new Help.Column(SYNOPSIS_WIDTH, INDENT, Help.Column.Overflow.SPAN),
                new Help.Column(rest, INDENT, Help.Column.Overflow.WRAP));
        for (Verb verb : Verb.values()) {
            if (!verb.isInterpreters()) {
                table.addRowValues(verb.synopsis(), verb.help());
            }
        }
        return "%nActions:%n".formatted() + table;
    }
}
