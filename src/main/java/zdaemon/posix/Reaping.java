package zdaemon.posix;

/** What an attempt to reap any child has found. */
public sealed interface Reaping {

    /**
     * A child had ended, and is no more.
     *
     * @param pid its number, free for others from now on
     * @param status how it ended
     */
    record Ended(Pid pid, WaitStatus status) implements Reaping {}

    /** There are children, and none has ended. */
    record NoneEnded() implements Reaping {}

    /** This process has no children, nor, if it is a subreaper, any descendants. */
    record NoChildren() implements Reaping {}
}
