package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.ProcessTable;
import zdaemon.spec.ProgramSpec.StopScope;

/** The search of one of many programs, in the {@link Census} that they share. */
final class CensusSearch extends DescendantSearch {
    private final Census census;
    private final KnownProcesses known;
    private final Kernel kernel;
    private int process;
    private boolean isThere;
    private boolean isOld;

    /** What these are of. */
    private long look;
    private List<ProcessTable.Entry> ofProcess = List.of();
    private List<ProcessTable.Entry> orphans = List.of();

    CensusSearch(Census census, KnownProcesses known, Kernel kernel) {
        this.census = census;
        this.known = known;
        this.kernel = kernel;
    }

    /** Whether the program's process has this number. */
    boolean isThere(int number) {
        return isThere && process == number;
    }

    /** A look has found one that stems from the program. */
    void add(ProcessTable.Entry one, boolean isOfProcess, long number) {
        if (look != number) {
            look = number;
            ofProcess = List.of();
            orphans = List.of();
        }
        if (isOfProcess) {
            ofProcess = with(ofProcess, one);
        } else {
            orphans = with(orphans, one);
        }
    }

    /** Most programs have none. */
    private static List<ProcessTable.Entry> with(List<ProcessTable.Entry> some, ProcessTable.Entry one) {
        List<ProcessTable.Entry> more = some.isEmpty() ? new ArrayList<>(2) : some;
        more.add(one);
        return more;
    }

    @Override
    void begins(Pid program) {
        process = program.value();
        isThere = true;
        known.begins(this, program);
    }

    @Override
    void ends(Pid program) {
        isThere = false;
        if (!kernel.hasGroup(program)) {
            known.isGone(this, program);
        }
    }

    @Override
    void testBegins(Pid test) {
        known.testBegins(this, test);
    }

    @Override
    void testEnds(Pid test) {
        if (!kernel.hasGroup(test)) {
            known.testIsGone(test);
        }
    }

    @Override
    Births births(boolean anew) {
        try {
            long before = census.looks();
            census.look(anew);
            isOld = census.looks() == before;
        } catch (PosixException e) {
            // The search that follows says so.
            return new Births(kernel);
        }
        return census.births();
    }

    @Override
    boolean isOld() {
        return isOld;
    }

    @Override
    List<ProcessTable.Entry> find(Pid program, boolean isThere, List<ProcessTable.Entry> seen) throws PosixException {
        census.look(false);
        if (look != census.looks()) {
            return List.of();
        }
        List<ProcessTable.Entry> all = new ArrayList<>(ofProcess);
        all.addAll(orphans);
        return all;
    }

    /** For the group the kernel knows it. */
    @Override
    boolean mayBeLeft(Pid program, StopScope scope) {
        return switch (scope) {
            case PROGRAM -> false;
            case GROUP -> kernel.hasGroup(program);
            case ALL -> true;
        };
    }

    @Override
    boolean isCheap() {
        return census.isCheap();
    }

    @Override
    boolean isForEachEnd() {
        return false;
    }

    @Override
    List<ProcessTable.Entry> stemmingFromTest(Pid test) throws PosixException {
        ProcessTable table = census.look(false);
        List<ProcessTable.Entry> roots = new ArrayList<>(table.children(test));
        for (ProcessTable.Entry orphan : table.children(kernel.self())) {
            if (known.isOfTest(this, orphan) && !orphan.pid().equals(test)) {
                roots.add(orphan);
            }
        }
        return table.stemmingFrom(roots);
    }

    @Override
    Remains remains(Pid program, long since, boolean isAsked) throws PosixException {
        if (census.looks() == 0 || census.lookedAt() - since < 0) {
            if (census.isTooSoon()) {
                return new Remains.NotBefore(census.notBefore());
            }
            if (!isAsked && !census.isCheap() && !kernel.hasGroup(program)) {
                return new Remains.Unknown();
            }
            census.look(true);
        }
        // Those who stem from the process that is there now are not what an earlier one has left.
        return new Remains.Known(look == census.looks() ? List.copyOf(orphans) : List.of());
    }
}
