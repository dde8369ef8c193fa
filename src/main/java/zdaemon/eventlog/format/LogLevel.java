package zdaemon.eventlog.format;

/** The levels of behaviour §6, as the numbers that users know from Python's logging. */
public final class LogLevel {
    /** The manager cannot go on. */
    public static final int CRITICAL = 50;
    /** Something that was asked for could not be done. */
    public static final int ERROR = 40;
    /** Something is odd, yet the work goes on. */
    public static final int WARNING = 30;
    /** What the manager does in the normal course of things. */
    public static final int INFO = 20;
    /** More than most people want to know. */
    public static final int BLATHER = 15;
    /** For finding faults. */
    public static final int DEBUG = 10;
    /** For finding faults in the tool itself. */
    public static final int TRACE = 5;

    private LogLevel() {
    }

    /**
     * The text of the field {@code levelname}.
     *
     * @param level 0 to 50
     * @return the name, or {@code Level N} for a number between the named ones, as Python writes it
     */
    public static String name(int level) {
        return switch (level) {
            case CRITICAL -> "CRITICAL";
            case ERROR -> "ERROR";
            case WARNING -> "WARNING";
            case INFO -> "INFO";
            case BLATHER -> "BLATHER";
            case DEBUG -> "DEBUG";
            case TRACE -> "TRACE";
            case 0 -> "NOTSET";
            default -> "Level " + level;
        };
    }
}
