package zdaemon.core;

import java.util.Set;

/**
 * What the configuration says about one program's supervision (behaviour §1 and §4). It never changes during a life.
 *
 * @param backoffLimit      seconds that a program must live for its end not to count as a crash, and the number of
 *                          crashes in a row at which a manager without {@code forever} gives up
 * @param forever           whether a program that keeps crashing is restarted without end
 * @param exitCodes         exit statuses with which a program that ends by itself ends the supervision too
 * @param stopTimeoutNanos  nanoseconds between SIGTERM and SIGKILL; 0: SIGKILL is never sent
 * @param hangAround        whether the manager stays when the program was stopped on request
 * @param hasStartTest      whether a start test decides when a running program is ready
 * @param spawnTimeoutNanos nanoseconds that a forked child may be silent before it has become the program
 * @param startNanos        nanoseconds that a program without a start test must live to count as started
 * @param isForeground      whether the manager stays in its caller's session, who takes an exit status other than 0 after a
 *                          signal for a failure
 */
public record ProgramRules(
        int backoffLimit,
        boolean forever,
        Set<Integer> exitCodes,
        long stopTimeoutNanos,
        boolean hangAround,
        boolean hasStartTest,
        long spawnTimeoutNanos,
        long startNanos,
        boolean isForeground) {

    /** Takes a copy of the exit codes. */
    public ProgramRules {
        exitCodes = Set.copyOf(exitCodes);
    }

    /** Rules of a program that counts as started with its exec, in a manager in the background. */
    public ProgramRules(int backoffLimit, boolean forever, Set<Integer> exitCodes, long stopTimeoutNanos,
            boolean hangAround, boolean hasStartTest, long spawnTimeoutNanos) {
        this(backoffLimit, forever, exitCodes, stopTimeoutNanos, hangAround, hasStartTest, spawnTimeoutNanos, 0, false);
    }
}
