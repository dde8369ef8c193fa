package zdaemon.program;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.ProcessTable;
import zdaemon.spec.ProgramSpec.StopScope;

/** The search of a manager's only program: each look is its own. */
final class SoleSearch extends DescendantSearch {
    private final Kernel kernel;
    private final Helpers helpers;
    private final Set<Integer> testGroups = new HashSet<>();
    private int runningTest;

    SoleSearch(Kernel kernel, Helpers helpers) {
        this.kernel = kernel;
        this.helpers = helpers;
    }

    @Override
    void begins(Pid program) {
        // Whichever it is, there is no other.
    }

    @Override
    void ends(Pid program) {
        // As above.
    }

    @Override
    void testBegins(Pid test) {
        runningTest = test.value();
        testGroups.add(runningTest);
    }

    @Override
    void testEnds(Pid test) {
        runningTest = 0;
        if (!kernel.hasGroup(test)) {
            testGroups.remove(test.value());
        }
    }

    @Override
    Births births(boolean anew) {
        return new Births(kernel);
    }

    @Override
    boolean isOld() {
        return false;
    }

    @Override
    List<ProcessTable.Entry> find(Pid program, boolean isThere, List<ProcessTable.Entry> seen) throws PosixException {
        ProcessTable table = kernel.processes();
        List<ProcessTable.Entry> roots = new ArrayList<>();
        Set<Integer> groups = new HashSet<>();
        for (ProcessTable.Entry child : table.children(kernel.self())) {
            groups.add(child.group());
            if (!helpers.has(child.pid()) && !testGroups.contains(child.group())
                    && !(isThere && child.pid().equals(program))) {
                roots.add(child);
            }
        }
        // Nobody who was not seen is left of an earlier test.
        testGroups.removeIf(group -> group != runningTest && !groups.contains(group));
        if (isThere) {
            roots.addAll(table.children(program));
        }
        for (ProcessTable.Entry one : seen) {
            Optional<ProcessTable.Entry> still = table.find(one.identity());
            if (still.isPresent()) {
                roots.add(still.get());
            }
        }
        return table.stemmingFrom(roots);
    }

    @Override
    boolean mayBeLeft(Pid program, StopScope scope) {
        return scope != StopScope.PROGRAM;
    }

    @Override
    boolean isCheap() {
        return true;
    }

    @Override
    boolean isForEachEnd() {
        return true;
    }

    @Override
    List<ProcessTable.Entry> stemmingFromTest(Pid test) throws PosixException {
        ProcessTable table = kernel.processes();
        List<ProcessTable.Entry> roots = new ArrayList<>(table.children(test));
        for (ProcessTable.Entry orphan : table.children(kernel.self())) {
            if (testGroups.contains(orphan.group()) && !orphan.pid().equals(test)) {
                roots.add(orphan);
            }
        }
        return table.stemmingFrom(roots);
    }

    @Override
    Remains remains(Pid program, long since, boolean isAsked) throws PosixException {
        return new Remains.Known(find(program, false, List.of()));
    }
}
