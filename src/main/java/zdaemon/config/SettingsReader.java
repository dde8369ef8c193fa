package zdaemon.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Type.BadValue;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;
import zdaemon.spec.Values;

/** Makes {@link Settings} of a document that has been held against the schema, and of the command line. */
final class SettingsReader {
    private final Section document;
    private final Section runner;
    private final OptionReader options;
    private final PathTypes paths;
    private final OptionTypes types;
    private final Problems problems;
    private boolean socketSound;
    private boolean socketGiven;

    SettingsReader(Section document, List<OptionValue> commandLine, PathTypes paths, Problems problems) {
        this.document = document;
        this.runner = document.section("runner").orElse(new Section("runner", "", document.origin()));
        this.options = new OptionReader(commandLine, runner, problems);
        this.paths = paths;
        this.types = new OptionTypes(paths);
        this.problems = problems;
    }

    /** The options that have been read, for {@code show}. */
    List<Configuration.Entry> entries() {
        return options.entries();
    }

    /** Where a program that is missing should be, empty when there is no such place. */
    Optional<Section> runner() {
        return document.section("runner");
    }

    /** The section that configures the log: the one inside {@code <runner>} before the outer one. */
    Optional<Section> eventLog() {
        Optional<Section> own = runner.section("eventlog");
        return own.isPresent() ? own : document.section("eventlog");
    }

    Settings read(Optional<String> configurationFile) {
        Values values = Values.none();
        for (Option option : Option.values()) {
            if (option.isOfOneProgram() && option.kind() != Option.Kind.IGNORED) {
                int before = problems.count();
                Optional<?> value = options.find(option, type(option));
                if (option == Option.SOCKET_NAME) {
                    socketSound = problems.count() == before;
                    socketGiven = value.isPresent();
                }
                if (value.isPresent()) {
                    values = values.with(option, value.get());
                }
            }
        }
        return Settings.of(values, environment(), readEventLog(), configurationFile);
    }

    /** Whether the control socket's name is the one meant, if the whole file was or was not understood. */
    boolean socketIsKnown(boolean whole) {
        return socketSound && (socketGiven || whole);
    }

    private Type<?> type(Option option) {
        return option == Option.PROGRAM && shellWords(runner) ? ShellWords.COMMAND : types.of(option);
    }

    /** Whether {@code program} is split as by a shell; a value that is none is reported when its turn comes. */
    static boolean shellWords(Section runner) {
        Optional<Key> key = runner.key(Option.SHELL_WORDS.key().orElse(""));
        try {
            return key.isPresent() && key.get().value().isPresent() && Types.BOOLEAN.read(key.get().value().get());
        } catch (BadValue wrong) {
            return false;
        }
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        Optional<Section> section = document.section("environment");
        if (section.isPresent()) {
            for (Node node : section.get().nodes()) {
                if (node instanceof Key key) {
                    environment.put(key.name(), key.value().orElse(""));
                }
            }
        }
        return Collections.unmodifiableMap(environment);
    }

    /** Reads both sections, so that a mistake in the one that is replaced does not hide. */
    private Optional<EventLogSettings> readEventLog() {
        EventLogReader reader = new EventLogReader(paths, problems);
        Optional<EventLogSettings> settings = Optional.empty();
        for (Section holder : List.of(document, runner)) {
            Optional<Section> section = holder.section("eventlog");
            if (section.isPresent()) {
                settings = Optional.of(reader.read(section.get()));
            }
        }
        return settings;
    }
}
