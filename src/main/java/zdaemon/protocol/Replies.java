package zdaemon.protocol;

/**
 * The literal replies of behaviour §5, without line ends, but for the answers to {@code start}, {@code stop},
 * {@code restart} and {@code exit}, which are {@code core}'s, and that to {@code status}, which is {@link StatusReply}.
 */
public final class Replies {

    /** The most bytes that a request may have before its line end. */
    public static final int MAX_REQUEST = 10_000;
    /** To an empty line. */
    public static final String EMPTY_COMMAND = "Empty command";
    /** To an input that ends before a line does. */
    public static final String NOT_TERMINATED = "Command not terminated by newline";
    /** To a line longer than {@link #MAX_REQUEST}. */
    public static final String TOO_LONG = "Command exceeds 10 KB";
    /** To {@code kill} when no process is there. */
    public static final String NOT_RUNNING = "Application not running";
    /** To {@code help}: the requests, one a line. */
    public static final String HELP = """
            help -- list the requests
            start -- start the application
            stop -- stop the application
            restart -- stop the application, then start it again
            exit -- stop the application and exit
            kill [NUM] -- send a signal, 15 by default, to the application
            status -- report the state, one key=value a line
            reopen_transcript -- reopen the transcript and the event log files
            await up [PID] -- report the state when the application is up, with another pid than PID
            await down -- report the state when the application is down
            await stop -- as stop, then as await down
            await restart -- as restart, then as await up with the pid before
            upgrade COMMAND -- execute another release of the manager in place""";

    /** To {@code upgrade}, by the other release. */
    public static final String UPGRADED = "Upgraded";

    private static final String UNKNOWN = "Unknown command ";

    private Replies() {}

    /** To a request of an unknown verb. */
    public static String unknownCommand(String verb) {
        return UNKNOWN + Repr.string(verb) + "; 'help' for a list";
    }

    /** Whether a reply says that the manager does not know the request. */
    public static boolean isUnknownCommand(String reply) {
        return reply.startsWith(UNKNOWN);
    }

    /**
     * To {@code upgrade} when the old release goes on.
     *
     * @param reason why
     */
    public static String upgradeFailed(String reason) {
        return "Upgrade failed: " + reason;
    }

    /** To {@code kill} when the signal has been sent. */
    public static String signalSent(int number) {
        return "Signal " + number + " sent";
    }

    /** To {@code kill} with a word that is no number. */
    public static String badSignal(String word) {
        return "Bad signal " + Repr.string(word);
    }

    /**
     * To {@code kill} when kill(2) failed.
     *
     * @param number  the signal
     * @param errno   the error's number
     * @param message the error's text in the C locale
     */
    public static String killFailed(int number, int errno, String message) {
        return "Kill " + number + " failed: [Errno " + errno + "] " + message;
    }
}
