package zdaemon.posix;

/**
 * A child that has ended and is no more.
 *
 * @param pid its number, free for others from now on
 * @param status how it ended
 */
public record Reaped(Pid pid, WaitStatus status) {}
