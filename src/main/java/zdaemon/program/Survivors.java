package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.posix.Pid;
import zdaemon.posix.PlainText;
import zdaemon.process.ProcessTable;

/**
 * Processes that were there when the program that they stem from had ended. Named are those who stay. Who that is shows a
 * moment later, and nobody waits for that when the manager ends: then it is who had been there for a moment before, or has
 * left the program's process group as daemons do. So the {@code sleep 0.2} of a shell's loop is not named.
 */
final class Survivors {
    /** More are counted, not named. */
    private static final int NAMED = 16;
    private static final long MOMENT_NANOS = 1_000_000_000L;
    /** The kernel's USER_HZ. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private final Kernel kernel;
    private final Pid program;
    private final boolean isLeader;
    private final List<ProcessTable.Entry> processes;
    private final long endedSinceBoot;
    private final long laterAt;
    private boolean isTold;

    /**
     * @param isLeader whether the program had a process group of its own
     */
    Survivors(Kernel kernel, Pid program, boolean isLeader, List<ProcessTable.Entry> processes, long endedSinceBoot) {
        this.isLeader = isLeader;
        this.kernel = kernel;
        this.program = program;
        this.processes = processes;
        this.endedSinceBoot = endedSinceBoot;
        this.laterAt = kernel.now() + MOMENT_NANOS;
        this.isTold = processes.isEmpty();
    }

    static Survivors none(Kernel kernel) {
        return new Survivors(kernel, new Pid(0), false, List.of(), 0);
    }

    /** When those who have stayed can be told, monotonic nanoseconds; empty once they have been. */
    OptionalLong deadline() {
        return isTold ? OptionalLong.empty() : OptionalLong.of(laterAt);
    }

    /** Says once who stays. */
    void tell(Messages log) {
        if (!isTold) {
            isTold = true;
            List<String> names = names();
            if (!names.isEmpty()) {
                log.log(Level.WARNING,
                        "pid " + program.value() + " left processes behind: " + String.join(", ", names));
            }
        }
    }

    /** Those who stay, {@code 4711 sleep} each; beyond a number that one can read, how many more. */
    List<String> names() {
        return names(kernel.now() - laterAt >= 0);
    }

    /** What to do about those who are there, if the program was given up: mostly it puts itself into the background. */
    String advice() {
        List<String> there = names(true);
        return there.isEmpty() ? "" : "; its remaining descendants are not supervised: " + String.join(", ", there)
                + ". If the program puts itself into the background, configure it to stay in the foreground; before the "
                + "next start, end what is left with kill";
    }

    private List<String> names(boolean all) {
        List<String> names = new ArrayList<>();
        int more = 0;
        for (ProcessTable.Entry process : processes) {
            if (names.size() == NAMED) {
                more++;
            } else if ((all || isBoundToStay(process)) && kernel.isThere(process.identity())) {
                names.add(process.pid().value() + " " + PlainText.line(process.command()));
            }
        }
        if (more > 0) {
            names.add("and " + more + " more");
        }
        return names;
    }

    private boolean isBoundToStay(ProcessTable.Entry process) {
        return (isLeader && process.group() != program.value())
                || endedSinceBoot - process.identity().start() * NANOS_PER_TICK >= MOMENT_NANOS;
    }
}
