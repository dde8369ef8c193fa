package zdaemon.cli;

import zdaemon.cli.console.HelpPage;
import zdaemon.cli.words.Verb;
import zdaemon.spec.Option;

/** {@code --help}: options by theme and the actions, fitted to the terminal. */
final class UsageText {

    /** What options are about, in the order shown. */
    private enum Theme {
        GENERAL("General"),
        PROGRAM("The program"),
        MANAGER("The daemon manager"),
        INTERACTION("Interaction");

        private final String title;

        Theme(String title) {
            this.title = title;
        }

        static Theme of(Option option) {
            return switch (option.audience()) {
                case COMMAND, NOBODY -> GENERAL;
                case PROGRAM -> PROGRAM;
                case MANAGER, FLEET -> MANAGER;
                case CLIENT -> INTERACTION;
            };
        }
    }

    private UsageText() {
    }

    /**
     * The text.
     *
     * @param width columns, no line is longer
     */
    static String of(int width) {
        HelpPage page = new HelpPage(width);
        page.paragraph("Usage: zdaemon [OPTIONS] [ACTION [ARGUMENTS]]");
        page.paragraph("Keeps a program running in the background and answers questions about it. Without an action, "
                + "reads actions from standard input, one a line.");
        page.heading("Actions:");
        for (Verb verb : Verb.values()) {
            if (!verb.isInterpreters()) {
                page.term(verb.synopsis(), verb.help());
            }
        }
        for (Theme theme : Theme.values()) {
            page.heading(theme.title + ":");
            for (Option option : Option.values()) {
                if (option.onCommandLine() && Theme.of(option) == theme) {
                    page.term(synopsis(option), meaning(option));
                }
            }
        }
        page.heading("More:");
        page.paragraph("'zdaemon help ACTION' explains one action, the manual page zdaemon(1) everything. Most options "
                + "can also be set in <runner> of the configuration file, and some only there: 'zdaemon -C FILE show' "
                + "lists them all.");
        return page.toString();
    }

    /** Getopt takes -X=VALUE for the value =VALUE, so the text had better not suggest it. */
    private static String synopsis(Option option) {
        String letter = option.letter().map(name -> "-" + name).orElse("   ");
        String separator = option.letter().isPresent() && option.longName().isPresent() ? ", " : " ";
        String name = option.longName().map(word -> separator + "--" + word).orElse("");
        String value = option.takesValue() ? " " + option.kind().placeholder() : "";
        return letter + name + value;
    }

    private static String meaning(Option option) {
        return option.takesValue() && option.fallback().isPresent()
                ? option.help() + " (default: " + option.fallback().get() + ")" : option.help();
    }
}
