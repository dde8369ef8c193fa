package zdaemon.core;

import java.util.Set;

/**
 * What the configuration says about one program's supervision (behaviour §1 and §4). It never changes during a life.
 *
 * @param backoffLimit      seconds that a program must live for its end not to count as a crash, and the number of
 *                          crashes in a row at which a manager without {@code forever} gives up
 * @param forever           whether a program that keeps crashing is restarted without end
 * @param exitCodes         exit statuses with which a program that ends by itself ends the supervision too
 * @param stopTimeoutNanos  nanoseconds between SIGTERM and SIGKILL
 * @param hangAround        whether the manager stays when the program was stopped on request
 * @param hasStartTest      whether a start test decides when a running program is ready
 * @param spawnTimeoutNanos nanoseconds that a forked child may be silent before it has become the program
 */
public record ProgramRules(
        int backoffLimit,
        boolean forever,
        Set<Integer> exitCodes,
        long stopTimeoutNanos,
        boolean hangAround,
        boolean hasStartTest,
        long spawnTimeoutNanos) {

    /** Takes a copy of the exit codes. */
    public ProgramRules {
        exitCodes = Set.copyOf(exitCodes);
    }
}
