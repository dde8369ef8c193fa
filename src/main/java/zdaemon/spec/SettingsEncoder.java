package zdaemon.spec;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Writes {@link SettingsText}; {@link SettingsDecoder} must know every key. A list is a line for each element. */
final class SettingsEncoder {
    private final TextWriter out;

    SettingsEncoder(TextWriter out) {
        this.out = out;
    }

    void encode(SettingsText text) {
        Settings settings = text.settings();
        put("program", settings.program());
        out.put("socket-name", settings.socketName());
        out.put("daemon", settings.daemon());
        put("directory", settings.directory());
        out.put("backoff-limit", settings.backoffLimit());
        out.put("forever", settings.forever());
        out.put("exit-codes", joined(settings));
        out.put("start-timeout", settings.startTimeout());
        out.put("start-seconds", settings.startSeconds());
        out.put("stop-timeout", settings.stopTimeout());
        out.put("stop-signal", settings.stopSignal());
        out.put("stop-scope", word(settings.stopScope()));
        put("start-test-program", settings.startTestProgram());
        put("user", settings.user());
        out.put("umask", settings.umask());
        out.put("transcript", settings.transcript());
        out.put("transcript-full", word(settings.transcriptFull()));
        put("logfile", settings.logfile());
        out.put("default-to-interactive", settings.defaultToInteractive());
        out.put("prompt", settings.prompt());
        out.put("hang-around", settings.hangAround());
        for (Map.Entry<String, String> entry : settings.environment().entrySet()) {
            // The value has a line of its own: a name may hold anything, an equals sign too.
            out.put("set", entry.getKey()).put("to", entry.getValue());
        }
        put("configuration-file", settings.configurationFile());
        if (settings.eventLog().isPresent()) {
            out.put("eventlog", settings.eventLog().get().level());
            for (Handler handler : settings.eventLog().get().handlers()) {
                HandlerText.encode(handler, out);
            }
        }
        put("env", text.environment());
    }

    private void put(String key, List<String> values) {
        for (String value : values) {
            out.put(key, value);
        }
    }

    private void put(String key, Optional<String> value) {
        if (value.isPresent()) {
            out.put(key, value.get());
        }
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String joined(Settings settings) {
        StringBuilder codes = new StringBuilder();
        for (int code : settings.exitCodes()) {
            codes.append(codes.isEmpty() ? "" : ",").append(code);
        }
        return codes.toString();
    }
}
