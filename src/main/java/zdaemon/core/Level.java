package zdaemon.core;

/** How grave a log message is, with the numbers of behaviour §6. */
public enum Level {
    /** Of interest while something is looked into. */
    DEBUG(10),
    /** The ordinary course of things. */
    INFO(20),
    /** Worth a look. */
    WARNING(30),
    /** Something failed that is tried again. */
    ERROR(40),
    /** The manager gives up. */
    CRITICAL(50);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    /** The level's number in the event log, 0 to 50. */
    public int number() {
        return number;
    }
}
