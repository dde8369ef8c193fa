package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.posix.Pid;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
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
    private List<ProcessTable.Entry> processes;
    /** Whom to ask for them, as long as they are not known. */
    private Optional<DescendantSearch> search;
    private final long endedAt;
    private final long endedSinceBoot;
    private long laterAt;
    private boolean isTold;

    /**
     * @param isLeader  whether the program had a process group of its own
     * @param processes who they are
     * @param search    whom to ask for them, if they are not known
     */
    Survivors(Kernel kernel, Pid program, boolean isLeader, List<ProcessTable.Entry> processes,
            Optional<DescendantSearch> search) {
        this.isLeader = isLeader;
        this.kernel = kernel;
        this.program = program;
        this.processes = processes;
        this.search = search;
        this.endedAt = kernel.now();
        this.laterAt = endedAt + MOMENT_NANOS;
        this.isTold = processes.isEmpty() && search.isEmpty();
        this.endedSinceBoot = isTold ? 0 : kernel.sinceBoot();
    }

    static Survivors none(Kernel kernel) {
        return new Survivors(kernel, new Pid(0), false, List.of(), Optional.empty());
    }

    /** When those who have stayed can be told, monotonic nanoseconds; empty once they have been. */
    OptionalLong deadline() {
        return isTold ? OptionalLong.empty() : OptionalLong.of(laterAt);
    }

    /** Says once who stays. */
    void tell(Messages log) {
        if (!isTold && areKnown(false)) {
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
        return areKnown(true) ? names(kernel.now() - endedAt >= MOMENT_NANOS) : List.of();
    }

    /** What to do about those who are there, if the program was given up: mostly it puts itself into the background. */
    String advice() {
        List<String> there = areKnown(true) ? names(true) : List.of();
        return there.isEmpty() ? "" : "; its remaining descendants are not supervised: " + String.join(", ", there)
                + ". If the program puts itself into the background, configure it to stay in the foreground; before the "
                + "next start, end what is left with kill";
    }

    private boolean areKnown(boolean isAsked) {
        if (search.isEmpty()) {
            return true;
        }
        try {
            switch (search.get().remains(program, endedAt, isAsked)) {
                case DescendantSearch.Remains.Known(List<ProcessTable.Entry> found) -> {
                    processes = startedBefore(found);
                    search = Optional.empty();
                }
                case DescendantSearch.Remains.NotBefore(long nanos) -> laterAt = Math.max(laterAt, nanos);
                case DescendantSearch.Remains.Unknown() -> isTold = true;
            }
        } catch (PosixException e) {
            // Without a proc file system they stay unknown.
            isTold = true;
        }
        return search.isEmpty();
    }

    private List<ProcessTable.Entry> startedBefore(List<ProcessTable.Entry> found) {
        List<ProcessTable.Entry> left = new ArrayList<>();
        for (ProcessTable.Entry one : found) {
            if (one.identity().start() <= endedSinceBoot / NANOS_PER_TICK) {
                left.add(one);
            }
        }
        return left;
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
