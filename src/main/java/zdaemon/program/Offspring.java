package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessTable;

/**
 * The processes that stem from the program: its children, theirs, and so on. Orphans among them come to the manager, which
 * is their subreaper, so none is lost sight of. Those of an adopted program go elsewhere: they are known only if they were
 * seen while it lived.
 */
public final class Offspring {
    private final Helpers helpers;
    private List<ProcessTable.Entry> seen = List.of();

    public Offspring(Helpers helpers) {
        this.helpers = helpers;
    }

    /**
     * Looks for them.
     *
     * @param program the program's process
     * @param isThere whether that has not ended
     * @return who is there, the program's own process not among them
     * @throws PosixException when there is no proc file system
     */
    List<ProcessTable.Entry> look(Pid program, boolean isThere) throws PosixException {
        ProcessTable table = ProcessTable.read();
        List<ProcessTable.Entry> family = new ArrayList<>();
        for (ProcessTable.Entry child : table.children(Processes.self())) {
            if (!helpers.has(child.pid()) && !(isThere && child.pid().equals(program))) {
                family.add(child);
            }
        }
        if (isThere) {
            family.addAll(table.children(program));
        }
        for (ProcessTable.Entry one : seen) {
            table.find(one.identity()).ifPresent(found -> addNew(found, family));
        }
        table.extend(family);
        seen = family;
        return family;
    }

    private static void addNew(ProcessTable.Entry entry, List<ProcessTable.Entry> family) {
        if (!family.contains(entry)) {
            family.add(entry);
        }
    }
}
