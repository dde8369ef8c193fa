package zdaemon.protocol;

/**
 * The literal replies of behaviour §5, without line ends, but for the answers to {@code start}, {@code stop},
 * {@code restart} and {@code exit}, which are {@code core}'s, and that to {@code status}, which is {@link StatusReply}.
 */
public final class Replies {

    /** The most bytes that a request may have before its line end. */
    public static final int MAX_REQUEST = 10_000;
    /**
     * The most bytes that a reply may have: the kernel takes command lines of 6 MB, and a byte that is no character is six
     * in the reply.
     */
    public static final int MAX_REPLY = 40 << 20;
    /** To an empty line. */
    public static final String EMPTY_COMMAND = "Empty command";
    /** To an input that ends before a line does. */
    public static final String NOT_TERMINATED = "Command not terminated by newline";
    /** To a line longer than {@link #MAX_REQUEST}. */
    public static final String TOO_LONG = "Command exceeds 10 KB";
    /** To {@code kill} when no process is there. */
    public static final String NOT_RUNNING = "Application not running";
    /** To {@code upgrade}, by the other release. */
    public static final String UPGRADED = "Upgraded";

    /** For an empty word among the arguments of {@code order}, which has no hexadecimal digits. */
    public static final String EMPTY_ARGUMENT = ".";

    private static final String UNKNOWN = "Unknown command ";
    private static final String SEVERAL = "Several programs here: ";

    /**
     * To {@code await} when the manager cannot have one more client wait. Clients of all releases then ask for the status
     * once a second, as with a manager that does not know the request.
     */
    public static final String ASK_AGAIN = UNKNOWN + "'await' for so many at once; ask for the 'status' now and then";

    private Replies() {}

    /** To a request of an unknown verb. */
    public static String unknownCommand(String verb) {
        return UNKNOWN + Repr.string(verb) + "; 'help' for a list";
    }

    /** To a request about a program that is not there. */
    public static String unknownProgram(String name) {
        return "Unknown program " + Repr.string(name) + "; 'table' for a list";
    }

    /** Whether a reply says that the manager does not know the request, or cannot grant it. */
    public static boolean isUnknownCommand(String reply) {
        return reply.startsWith(UNKNOWN);
    }

    /** To a request about one program, by a manager of several. */
    public static String several(String verb) {
        return SEVERAL + "put @NAME in front of " + Repr.string(verb) + ", or ask 'table'";
    }

    /** Whether a reply says that the manager has several programs. */
    public static boolean isOfSeveral(String reply) {
        return reply.startsWith(SEVERAL);
    }

    /** To {@code upgrade} when the old release goes on. */
    public static String upgradeFailed(String reason) {
        return "Upgrade failed: " + reason;
    }

    /** To {@code apply} when the program goes on as it is. */
    public static String refused(String reason) {
        return "Configuration refused: " + reason;
    }

    /** To {@code kill} when the signal has been sent. */
    public static String signalSent(int number) {
        return "Signal " + number + " sent";
    }

    /** To {@code kill} with a word that is no number. */
    public static String badSignal(String word) {
        return "Bad signal " + Repr.string(word);
    }

    /** To {@code kill} when kill(2) failed; the error's text is that of the C locale. */
    public static String killFailed(int number, int errno, String message) {
        return "Kill " + number + " failed: [Errno " + errno + "] " + message;
    }
}
