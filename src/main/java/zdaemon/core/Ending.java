package zdaemon.core;

/** How a process ended. */
public sealed interface Ending {

    /**
     * It exited.
     *
     * @param status its exit status, 0 to 255
     */
    record Exited(int status) implements Ending {}

    /**
     * A signal ended it.
     *
     * @param signalNumber the signal
     * @param signalName   the signal's name, such as {@code SIGTERM}
     * @param coreDumped   whether it left a core dump
     */
    record Killed(int signalNumber, String signalName, boolean coreDumped) implements Ending {}

    /** Nobody told us: it was adopted, and only a process's parent is sure to learn how it ended. */
    record Unknown() implements Ending {}
}
