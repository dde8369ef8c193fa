package zdaemon.process;

import zdaemon.posix.Fd;
import zdaemon.posix.Pid;

/**
 * A process that has been forked and is on its way to its program.
 *
 * @param pid the process
 * @param report tells how it went, {@link Spawner#read}; non-blocking, close-on-exec, the receiver's to close
 */
public record Spawned(Pid pid, Fd report) {}
