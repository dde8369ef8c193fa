package zdaemon.protocol;

import java.util.Optional;

/** The requests that a manager knows: what {@code help} lists, and {@code docs/protocol.md} explains. */
public enum Verb {
    HELP("help", "", "list the requests"),
    START("start", "", "start the application"),
    STOP("stop", "", "stop the application"),
    RESTART("restart", "", "stop the application, then start it again"),
    EXIT("exit", "", "stop the application and exit"),
    KILL("kill", "[NUM]", "send a signal, 15 by default, to the application"),
    STATUS("status", "", "report the state, one key=value a line"),
    REOPEN_TRANSCRIPT("reopen_transcript", "", "reopen the transcript and the event log files"),
    AWAIT("await", "up [PID] | down | start | stop [PID] | restart [PID]",
            "report the state when the application is up (as another process than PID), or down, ordered if need be"),
    APPLY("apply", "LENGTH [PID]", "as await restart, with the configuration that follows the line"),
    UPGRADE("upgrade", "FILE WORD...", "execute another release of the manager in place"),
    TABLE("table", "[NAME...]", "with many programs: the state of each, one a line"),
    ORDER("order", "start|stop|restart|rolling [NAME...] [-- HEX...]",
            "with many programs: have these started, stopped or restarted, and report each as it happens"),
    UPDATE("update", "LENGTH [dry-run] [no-rollback]", "with many programs: follow the configuration that follows the line");

    private static final Verb[] ALL = values();

    private final String word;
    private final String arguments;
    private final String help;

    Verb(String word, String arguments, String help) {
        this.word = word;
        this.arguments = arguments;
        this.help = help;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** Whether it is for a manager of many programs alone. */
    public boolean isOfMany() {
        return this == TABLE || this == ORDER || this == UPDATE;
    }

    /** Whether the reply may have to wait for something to happen to the program. */
    public boolean isAnsweredLate() {
        return this == AWAIT || this == APPLY || this == ORDER || this == UPDATE;
    }

    /** The verb of a request; empty when it is none of ours. */
    public static Optional<Verb> of(String word) {
        for (Verb verb : ALL) {
            if (verb.word.equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** The reply to a request with arguments that make no sense. */
    public String usage() {
        return "Usage: " + synopsis();
    }

    /** The reply to {@code help}: the requests, one a line. */
    public static String list() {
        return list(false);
    }

    /** The same, of a manager of many programs. */
    public static String listOfMany() {
        return list(true);
    }

    private static String list(boolean ofMany) {
        StringBuilder list = new StringBuilder();
        for (Verb verb : ALL) {
            if (ofMany || !verb.isOfMany()) {
                list.append(verb.synopsis()).append(" -- ").append(verb.help).append('\n');
            }
        }
        return list.toString();
    }

    private String synopsis() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }
}
