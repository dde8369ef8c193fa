package zdaemon.process;

import zdaemon.posix.Pid;

/**
 * What came of starting a program, perhaps several times.
 *
 * @param pid the last attempt's process
 * @param outcome how that went; after {@code Failed} and {@code TimedOut} the process has been reaped
 * @param silent how many attempts, this one included, said nothing in time and were killed
 */
public record SpawnAttempts(Pid pid, SpawnOutcome outcome, int silent) {}
