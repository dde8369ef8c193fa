package zdaemon.config;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Node.Section;
import zdaemon.config.Parser.Malformed;
import zdaemon.config.Problem.Kind;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * Turns a command line and the file that it names into a {@link Configuration}. The command line wins over {@code -X},
 * {@code -X} over the file, the file over the defaults.
 *
 * <p>Source: behaviour §1 and §6.
 */
public final class ConfigurationLoader {
    private final SourceReader reader;
    private final Map<String, String> environment;
    private final String currentDirectory;

    /**
     * A loader for one surrounding.
     *
     * @param reader           the machine
     * @param environment      the environment, for {@code $(NAME)} and {@code ~}
     * @param currentDirectory what relative paths in messages are made absolute against
     */
    public ConfigurationLoader(SourceReader reader, Map<String, String> environment, String currentDirectory) {
        this.reader = reader;
        this.environment = environment;
        this.currentDirectory = currentDirectory;
    }

    /**
     * Loads.
     *
     * @param commandLine all options in the order given, {@code -C} and {@code -X} among them
     * @throws ConfigurationException when anything is wrong; it tells the first error by place, and what is missing
     *         only when nothing else is wrong
     */
    public Configuration load(List<OptionValue> commandLine) throws ConfigurationException {
        return read(commandLine).orThrow();
    }

    /** Reads what there is; faults do not stop it. The command line is that of {@link #load}. */
    public Reading read(List<OptionValue> commandLine) {
        return read(commandLine, false);
    }

    /** As {@link #read}, and looks for what is no fault but perhaps not meant. */
    public Reading check(List<OptionValue> commandLine) {
        return read(commandLine, true);
    }

    private Reading read(List<OptionValue> commandLine, boolean warn) {
        Problems problems = new Problems();
        Document parsed = parse(commandLine, problems);
        Section document = parsed.root();
        if (parsed.readable() && document.section("manager").isPresent()) {
            return site(parsed, commandLine, problems, warn);
        }
        if (parsed.given() && parsed.readable()) {
            new SchemaCheck(problems).check(document, SectionType.DOCUMENT);
        }
        boolean whole = parsed.readable() && !problems.inStructureOfFile();
        SettingsReader settingsReader =
                new SettingsReader(document, commandLine, new PathTypes(reader, environment, currentDirectory), problems);
        Settings settings = settingsReader.read(parsed.path());
        if (settings.program().command().isEmpty() && parsed.readable()) {
            missingProgram(commandLine, parsed.given(), settingsReader.runner(), problems);
        }
        Configuration configuration = new Configuration(settings, List.copyOf(settingsReader.entries()),
                problems.count() == 0 ? SectionEntries.of(document, settingsReader.eventLog()) : List.of());
        boolean socketIsKnown = settingsReader.socketIsKnown(whole);
        return new Reading(configuration, Optional.empty(), socketIsKnown, problems.sorted(),
                warn ? Warnings.of(configuration, socketIsKnown, document) : List.of());
    }

    /** A file with many programs (programs §1). */
    private Reading site(Document parsed, List<OptionValue> commandLine, Problems problems, boolean warn) {
        new SchemaCheck(problems).check(parsed.root(), SectionType.SITE);
        boolean whole = !problems.inStructureOfFile();
        SiteReader siteReader = new SiteReader(
                parsed.root(), commandLine, new PathTypes(reader, environment, currentDirectory), problems);
        Site site = siteReader.read(parsed.path());
        Configuration common = site.common(
                problems.count() == 0 ? SectionEntries.of(parsed.root(), parsed.root().section("eventlog")) : List.of());
        boolean socketIsKnown = siteReader.socketIsKnown(whole);
        return new Reading(common, Optional.of(site), socketIsKnown, problems.sorted(),
                warn ? Warnings.of(site, common, socketIsKnown, parsed.root()) : List.of());
    }

    /**
     * A file as a tree, with what {@code -X} says.
     *
     * @param given    whether the command line names a file
     * @param readable whether it could be read
     * @param path     its path, absolute
     */
    private record Document(Section root, boolean given, boolean readable, Optional<String> path) {
    }

    private Document parse(List<OptionValue> commandLine, Problems problems) {
        refuseOtherSchemas(commandLine, problems);
        Optional<OptionValue> file = configurationFile(commandLine, problems);
        Section document = new Section("", "", new Provenance.Default());
        Optional<String> path = Optional.empty();
        boolean readable = true;
        if (file.isPresent()) {
            try {
                String given = FileUrl.path(file.get().text());
                path = Optional.of(FilePath.absolute(given, currentDirectory));
                Substitution substitution = new Substitution(environment);
                document = new Parser(reader, currentDirectory, substitution, problems).parse(given);
            } catch (IOException | Malformed unreadable) {
                readable = false;
                OptionReader.invalid(file.get(), String.valueOf(unreadable.getMessage()), problems);
            } catch (OutOfMemoryError tooMuch) {
                readable = false;
                OptionReader.invalid(file.get(), Problems.TOO_LARGE, problems);
            }
        }
        override(commandLine, document, file.isPresent(), problems);
        return new Document(document, file.isPresent(), readable, path);
    }

    private static void refuseOtherSchemas(List<OptionValue> commandLine, Problems problems) {
        for (OptionValue given : commandLine) {
            if (given.option() == Option.SCHEMA && !given.text().equals("schema.xml")
                    && !given.text().endsWith("zdaemon/schema.xml")) {
                OptionReader.invalid(given, "there is no other schema than the built-in one; leave the option out",
                        problems);
            }
        }
    }

    private static Optional<OptionValue> configurationFile(List<OptionValue> commandLine, Problems problems) {
        Optional<OptionValue> file = Optional.empty();
        for (OptionValue given : commandLine) {
            if (given.option() == Option.CONFIGURE) {
                if (file.isEmpty()) {
                    file = Optional.of(given);
                } else if (!file.get().text().equals(given.text())) {
                    OptionReader.conflict(given, problems);
                }
            }
        }
        return file;
    }

    private static void override(List<OptionValue> commandLine, Section document, boolean file, Problems problems) {
        Overrides overrides = new Overrides(problems);
        for (OptionValue given : commandLine) {
            if (given.option() == Option.OVERRIDE) {
                if (file) {
                    overrides.apply(given, document);
                } else {
                    OptionReader.invalid(given, "there is no configuration file to override; use -C", problems);
                }
            }
        }
    }

    /** A program that is there but wrong has been reported where it stands. */
    private static void missingProgram(List<OptionValue> commandLine, boolean file, Optional<Section> runner,
            Problems problems) {
        for (OptionValue given : commandLine) {
            if (given.option() == Option.PROGRAM) {
                return;
            }
        }
        if (!file) {
            problems.add(new Problem("no program specified; use -p or -C", new Provenance.Default(), Kind.MISSING));
        } else if (runner.isPresent() && runner.get().key("program").isEmpty()) {
            problems.missing("program", runner.get().origin());
        }
    }

    /**
     * An option as it stands on the command line.
     *
     * @param option    which option
     * @param text      its value as given; of no meaning for a flag
     * @param asWritten how the user wrote the option, for messages: {@code -s}, {@code --socket-name}
     */
    public record OptionValue(Option option, String text, String asWritten) {
    }

    /**
     * The command line or the configuration is wrong. The message is complete: what is wrong and where (behaviour §1,
     * §6).
     */
    public static final class ConfigurationException extends Exception {

        private static final long serialVersionUID = 1;

        private final transient Problem problem;

        /** An error with its place. */
        public ConfigurationException(Problem problem) {
            super(problem.text(), null, false, false);
            this.problem = problem;
        }

        private ConfigurationException(Problem problem, String message) {
            super(message, null, false, false);
            this.problem = problem;
        }

        /** Several errors, each of them told as one. */
        static ConfigurationException of(List<Problem> problems) {
            StringBuilder message = new StringBuilder();
            for (Problem problem : problems) {
                message.append(message.isEmpty() ? "" : "\nError: ").append(problem.text());
            }
            return new ConfigurationException(problems.getFirst(), message.toString());
        }

        /** {@return what is wrong, or the first of it} */
        public Problem problem() {
            return problem;
        }
    }
}
