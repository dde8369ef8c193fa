package zdaemon.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.spec.EventLogSettings;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** Makes {@link Settings} of a document that has been held against the schema, and of the command line. */
final class SettingsReader {
    private final Section document;
    private final Section runner;
    private final OptionReader options;
    private final PathTypes paths;
    private final Problems problems;

    SettingsReader(Section document, List<OptionValue> commandLine, PathTypes paths, Problems problems) {
        this.document = document;
        this.runner = document.section("runner").orElse(new Section("runner", "", document.origin()));
        this.options = new OptionReader(commandLine, runner, problems);
        this.paths = paths;
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
        Optional<List<String>> program = options.find(Option.PROGRAM, Types.COMMAND);
        // The default socket is in the current directory, which needs no look.
        Optional<String> socket = options.find(Option.SOCKET_NAME, paths.socket());
        return new Settings(
                program.isPresent() ? program.get() : List.of(),
                socket.isPresent() ? socket.get() : Option.SOCKET_NAME.fallback().orElse(""),
                options.read(Option.DAEMON, Types.BOOLEAN),
                options.find(Option.DIRECTORY, paths.directory()),
                options.read(Option.BACKOFF_LIMIT, Types.SECONDS),
                options.read(Option.FOREVER, Types.BOOLEAN),
                options.read(Option.EXIT_CODES, Types.EXIT_CODES),
                options.read(Option.START_TIMEOUT, Types.SECONDS),
                options.read(Option.START_SECONDS, Types.SECONDS),
                options.read(Option.STOP_TIMEOUT, Types.SECONDS),
                options.read(Option.STOP_SIGNAL, Types.SIGNAL),
                options.read(Option.STOP_SCOPE, Choice.STOP_SCOPE),
                options.read(Option.START_TEST_PROGRAM, Types.WORDS),
                options.find(Option.USER, Types.NOT_EMPTY),
                options.read(Option.UMASK, Types.UMASK),
                options.read(Option.TRANSCRIPT, Types.NOT_EMPTY),
                options.read(Option.TRANSCRIPT_FULL, Choice.FULL_POLICY),
                options.find(Option.LOGFILE, Types.NOT_EMPTY),
                options.read(Option.DEFAULT_TO_INTERACTIVE, Types.BOOLEAN),
                options.read(Option.PROMPT, Types.TEXT),
                options.read(Option.HANG_AROUND, Types.BOOLEAN),
                environment(),
                readEventLog(),
                configurationFile);
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
        EventLogReader reader = new EventLogReader(problems);
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
