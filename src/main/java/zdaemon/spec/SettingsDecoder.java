package zdaemon.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@link SettingsText}. It stands between a user's {@code start} and the program, on an interpreted JVM, so it is
 * plain loops and no more. The fields begin with the defaults.
 */
final class SettingsDecoder {
    private final List<String> program = new ArrayList<>();
    private String socketName = "zdsock";
    private boolean daemon = true;
    private Optional<String> directory = Optional.empty();
    private int backoffLimit = 10;
    private boolean forever;
    private Set<Integer> exitCodes = new LinkedHashSet<>(List.of(0, 2));
    private int startTimeout = 300;
    private int startSeconds = 1;
    private int stopTimeout = 300;
    private String stopSignal = "TERM";
    private StopScope stopScope = StopScope.PROGRAM;
    private final List<String> startTestProgram = new ArrayList<>();
    private Optional<String> user = Optional.empty();
    private int umask = 022;
    private String transcript = "/dev/null";
    private FullPolicy transcriptFull = FullPolicy.BLOCK;
    private Optional<String> logfile = Optional.empty();
    private boolean defaultToInteractive = true;
    private String prompt = "zdaemon>";
    private boolean hangAround;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private String variable = "";
    private Optional<String> configurationFile = Optional.empty();
    private int eventLogLevel = -1;
    private final List<HandlerText> handlers = new ArrayList<>();
    private final List<String> inherited = new ArrayList<>();

    SettingsText decode(String text) throws RecordException {
        if (!text.startsWith(SettingsText.VERSION + "\n")) {
            throw new RecordException("it does not start with '" + SettingsText.VERSION + "'");
        }
        int from = SettingsText.VERSION.length() + 1;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            int equals = text.indexOf('=', from);
            if (to < 0 || equals < 0 || equals > to) {
                throw new RecordException("broken line");
            }
            line(text.substring(from, equals), TextWriter.plain(text, equals + 1, to));
            from = to + 1;
        }
        if (program.isEmpty()) {
            throw new RecordException("no program");
        }
        return new SettingsText(settings(), Collections.unmodifiableList(inherited));
    }

    private Settings settings() throws RecordException {
        Optional<EventLogSettings> eventLog = eventLogLevel < 0 ? Optional.empty()
                : Optional.of(new EventLogSettings(eventLogLevel, HandlerText.decode(handlers)));
        return new Settings(Collections.unmodifiableList(program), socketName, daemon, directory, backoffLimit, forever,
                Collections.unmodifiableSet(exitCodes), startTimeout, startSeconds, stopTimeout, stopSignal, stopScope,
                Collections.unmodifiableList(startTestProgram), user, umask, transcript, transcriptFull, logfile,
                defaultToInteractive, prompt, hangAround, Collections.unmodifiableMap(environment), eventLog,
                configurationFile);
    }

    private void line(String key, String value) throws RecordException {
        switch (key) {
            case "env" -> inherited.add(value);
            case "program" -> program.add(value);
            case "socket-name" -> socketName = value;
            case "daemon" -> daemon = isOn(value);
            case "directory" -> directory = Optional.of(value);
            case "backoff-limit" -> backoffLimit = Integer.parseInt(value);
            case "forever" -> forever = isOn(value);
            case "exit-codes" -> exitCodes = codes(value);
            case "start-timeout" -> startTimeout = Integer.parseInt(value);
            case "start-seconds" -> startSeconds = Integer.parseInt(value);
            case "stop-timeout" -> stopTimeout = Integer.parseInt(value);
            case "stop-signal" -> stopSignal = value;
            case "stop-scope" -> stopScope = StopScope.valueOf(value.toUpperCase(Locale.ROOT));
            case "start-test-program" -> startTestProgram.add(value);
            case "user" -> user = Optional.of(value);
            case "umask" -> umask = Integer.parseInt(value);
            case "transcript" -> transcript = value;
            case "transcript-full" -> transcriptFull = FullPolicy.valueOf(value.toUpperCase(Locale.ROOT));
            case "logfile" -> logfile = Optional.of(value);
            case "default-to-interactive" -> defaultToInteractive = isOn(value);
            case "prompt" -> prompt = value;
            case "hang-around" -> hangAround = isOn(value);
            case "set" -> variable = value;
            case "to" -> environment.put(variable, value);
            case "configuration-file" -> configurationFile = Optional.of(value);
            case "eventlog" -> eventLogLevel = Integer.parseInt(value);
            case "handler" -> handlers.add(new HandlerText(value));
            default -> other(key, value);
        }
    }

    /** A part of a handler, or something that a later release knows. */
    private void other(String key, String value) {
        if (!handlers.isEmpty() && key.startsWith(HandlerText.PREFIX)) {
            handlers.getLast().add(key, value);
        }
    }

    private static boolean isOn(String value) throws RecordException {
        if (value.equals("on") || value.equals("off")) {
            return value.equals("on");
        }
        throw new RecordException("neither on nor off: '" + value + "'");
    }

    private static Set<Integer> codes(String value) {
        Set<Integer> codes = new LinkedHashSet<>();
        int from = 0;
        while (from < value.length()) {
            int comma = value.indexOf(',', from);
            int to = comma < 0 ? value.length() : comma;
            codes.add(Integer.parseInt(value, from, to, 10));
            from = to + 1;
        }
        return codes;
    }
}
