package zdaemon.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.posix.Pid;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;

/** Gives each process of one look to the program from which it stems. */
final class Assignment {
    private final KnownProcesses known;
    private final Kernel kernel;
    private final ProcessTable table;
    private final long look;
    private final Map<ProcessIdentity, CensusSearch> owners = new HashMap<>();
    private final Map<Integer, CensusSearch> byGroup;
    private final Map<Integer, CensusSearch> bySession = new HashMap<>();
    private final Optional<ProcessTable.Entry> self;

    /** @param look its number */
    Assignment(KnownProcesses known, Kernel kernel, ProcessTable table, long look) {
        this.known = known;
        this.kernel = kernel;
        this.table = table;
        this.look = look;
        this.byGroup = new HashMap<>(known.byProcess());
        this.self = table.find(kernel.self());
    }

    /**
     * Tells each program's search who stems from it.
     *
     * @param seen   whose those are who were seen before
     * @param socket that of the marks that count
     * @return whose all of them are
     */
    Map<ProcessIdentity, CensusSearch> make(Map<ProcessIdentity, CensusSearch> seen, String socket) {
        for (Map.Entry<Integer, CensusSearch> each : known.byProcess().entrySet()) {
            if (each.getValue().isThere(each.getKey())) {
                give(table.children(new Pid(each.getKey())), each.getValue(), true);
            }
        }
        for (Map.Entry<ProcessIdentity, CensusSearch> each : seen.entrySet()) {
            Optional<ProcessTable.Entry> still = table.find(each.getKey());
            if (still.isPresent()) {
                give(List.of(still.get()), each.getValue(), false);
            }
        }
        for (ProcessTable.Entry orphan : giveMarked(socket)) {
            CensusSearch search = byGroup.getOrDefault(orphan.group(), bySession.get(orphan.session()));
            if (search != null) {
                give(List.of(orphan), search, false);
            }
        }
        return owners;
    }

    /** Gives the orphans that have a mark; answers those that have none. */
    private List<ProcessTable.Entry> giveMarked(String socket) {
        List<ProcessTable.Entry> unmarked = new ArrayList<>();
        for (ProcessTable.Entry child : table.children(kernel.self())) {
            if (!known.have(child) && !owners.containsKey(child.identity())) {
                Optional<String> name = Mark.in(kernel.environment(child.pid()), socket);
                CensusSearch search = name.isPresent() ? known.programs().get(name.get()) : null;
                if (search == null) {
                    unmarked.add(child);
                } else {
                    give(List.of(child), search, false);
                }
            }
        }
        return unmarked;
    }

    /** With all that stems from them, but for what is another's. */
    private void give(List<ProcessTable.Entry> roots, CensusSearch search, boolean isOfProcess) {
        List<ProcessTable.Entry> given = new ArrayList<>(roots);
        for (int i = 0; i < given.size(); i++) {
            ProcessTable.Entry one = given.get(i);
            if (!known.have(one) && owners.putIfAbsent(one.identity(), search) == null) {
                search.add(one, isOfProcess, look);
                byGroup.putIfAbsent(one.group(), search);
                // All programs are in the manager's session at first.
                if (self.isPresent() && one.session() != self.get().session()) {
                    bySession.putIfAbsent(one.session(), search);
                }
                given.addAll(table.children(one.pid()));
            }
        }
    }
}
