package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.spec.Option;

/**
 * The schema: which sections there are, what they may hold and what they must. The keys of {@code <runner>} are those
 * of {@link Option}; that a program is required is not said here, since the command line may give it.
 *
 * <p>Source: behaviour §6.
 */
public enum SectionType {
    /** The whole file. */
    DOCUMENT("", List.of(), List.of("runner")),
    /** What to run. */
    RUNNER("runner", runnerKeys(), List.of()),
    /** Any key, letter case kept. */
    ENVIRONMENT("environment", List.of(), List.of()),
    /** The manager's log. */
    EVENTLOG("eventlog", List.of("level"), List.of()),
    /** The whole file, if it has a {@code <manager>} section (programs §1). */
    SITE("", List.of(), List.of("runner")),
    /** What concerns all programs together. */
    MANAGER("manager", List.of("socket-name", "directory", "user", "umask", "daemon", "default-to-interactive", "prompt",
            "hang-around"), List.of()),
    /** One of many programs. */
    NAMED_RUNNER("runner", namedRunnerKeys(), List.of("program")),
    /** What each of many programs has, unless it says otherwise. */
    DEFAULTS("defaults", defaultsKeys(), List.of()),
    /** A file or standard stream. */
    LOGFILE("logfile", handlerKeys("path", "old-files", "max-size", "when", "interval", "encoding", "delay"),
            List.of("path")),
    /** The syslog daemon. */
    SYSLOG("syslog", handlerKeys("facility", "address"), List.of()),
    /** A web server. */
    HTTP_LOGGER("http-logger", handlerKeys("url", "method"), List.of()),
    /** Mail. */
    EMAIL_NOTIFIER("email-notifier",
            handlerKeys("from", "to", "subject", "smtp-server", "smtp-username", "smtp-password"),
            List.of("from", "to"));

    private static final SectionType[] ALL = values();

    private final String type;
    private final List<String> keys;
    private final List<String> required;

    SectionType(String type, List<String> keys, List<String> required) {
        this.type = type;
        this.keys = keys;
        this.required = required;
    }

    private static List<String> runnerKeys() {
        List<String> keys = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.isOfOneProgram()) {
                keys.add(option.key().get());
            }
        }
        return keys;
    }

    private static List<String> namedRunnerKeys() {
        List<String> keys = new ArrayList<>();
        for (Option option : Option.values()) {
            boolean ofAll = option.audience() == Option.For.MANAGER || option.audience() == Option.For.CLIENT;
            if (option.key().isPresent() && (!ofAll || option == Option.LOGFILE)) {
                keys.add(option.key().get());
            }
        }
        return keys;
    }

    private static List<String> defaultsKeys() {
        List<String> keys = namedRunnerKeys();
        keys.remove("program");
        return keys;
    }

    private static List<String> handlerKeys(String... own) {
        List<String> keys = new ArrayList<>(
                List.of("level", "format", "dateformat", "style", "arbitrary-fields", "formatter"));
        keys.addAll(List.of(own));
        return keys;
    }

    static Optional<SectionType> of(String type) {
        return of(type, false);
    }

    /** The section of that name in a file with one program, or with many. */
    static Optional<SectionType> of(String type, boolean many) {
        for (SectionType candidate : ALL) {
            boolean known = candidate.isOfMany() ? many : !many || candidate != RUNNER;
            if (known && !candidate.type.isEmpty() && candidate.type.equalsIgnoreCase(type)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /** The word between the angle brackets, lower case. */
    public String type() {
        return type;
    }

    /** The keys it knows, lower case. */
    public List<String> keys() {
        return keys;
    }

    /** The keys and sections that it must hold, lower case. */
    public List<String> required() {
        return required;
    }

    boolean repeats(String key) {
        return this == EMAIL_NOTIFIER && key.equals("to");
    }

    /** Whether it is a place for the messages of {@code <eventlog>}. */
    public boolean isHandler() {
        return ordinal() >= LOGFILE.ordinal();
    }

    /** Whether only a file with many programs has it. */
    private boolean isOfMany() {
        return ordinal() >= SITE.ordinal() && ordinal() <= DEFAULTS.ordinal();
    }

    boolean mayHold(SectionType inner) {
        if (inner.isHandler()) {
            return this == EVENTLOG;
        }
        return this == DOCUMENT || this == SITE || (this == RUNNER && inner == EVENTLOG)
                || (this == NAMED_RUNNER && inner == ENVIRONMENT);
    }
}
