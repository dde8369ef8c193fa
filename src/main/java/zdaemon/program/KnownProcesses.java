package zdaemon.program;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import zdaemon.posix.Pid;
import zdaemon.process.ProcessTable;

/** Which of a manager's processes are whose because it has forked or adopted them itself. */
final class KnownProcesses implements IntPredicate {
    private final Helpers helpers;
    private final Map<String, CensusSearch> programs = new HashMap<>();
    /** By the number of its process, which is its process group, too; until nobody is left in that. */
    private final Map<Integer, CensusSearch> byProcess = new HashMap<>();
    /** By the process group of a start test. */
    private final Map<Integer, CensusSearch> byTest = new HashMap<>();

    KnownProcesses(Helpers helpers) {
        this.helpers = helpers;
    }

    /** Searches by the programs' names. */
    Map<String, CensusSearch> programs() {
        return programs;
    }

    Map<Integer, CensusSearch> byProcess() {
        return byProcess;
    }

    void forget(CensusSearch search) {
        Set<CensusSearch> one = Set.of(search);
        byProcess.values().removeAll(one);
        byTest.values().removeAll(one);
    }

    void begins(CensusSearch search, Pid process) {
        byProcess.put(process.value(), search);
    }

    void isGone(CensusSearch search, Pid process) {
        byProcess.remove(process.value(), search);
    }

    void testBegins(CensusSearch search, Pid test) {
        byTest.put(test.value(), search);
    }

    void testIsGone(Pid test) {
        byTest.remove(test.value());
    }

    boolean isOfTest(CensusSearch search, ProcessTable.Entry process) {
        return byTest.get(process.group()) == search;
    }

    /** Whether this is the number of a program's process. */
    @Override
    public boolean test(int number) {
        CensusSearch program = byProcess.get(number);
        return program != null && program.isThere(number);
    }

    /** Whether it is a program's own process, a helper, or stems from a start test. */
    boolean have(ProcessTable.Entry one) {
        return test(one.pid().value()) || helpers.has(one.pid()) || byTest.containsKey(one.group());
    }

    /** Numbers of groups that nobody is in may be given to others. */
    void forgetAllBut(ProcessTable table) {
        Set<Integer> groups = new HashSet<>();
        for (ProcessTable.Entry one : table.all()) {
            groups.add(one.group());
        }
        for (Iterator<Integer> each = byProcess.keySet().iterator(); each.hasNext();) {
            int number = each.next();
            if (!test(number) && !groups.contains(number)) {
                each.remove();
            }
        }
        for (Iterator<Integer> each = byTest.keySet().iterator(); each.hasNext();) {
            int group = each.next();
            if (!groups.contains(group) && !helpers.has(new Pid(group))) {
                each.remove();
            }
        }
    }
}
