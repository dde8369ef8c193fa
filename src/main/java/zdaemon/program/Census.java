package zdaemon.program;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.ProcessIdentity;
import zdaemon.process.ProcessTable;

/**
 * Whose the processes below a manager of many programs are. One look at all of them serves everybody who asks in a turn of
 * the loop: what has been heard in a turn had happened before it. Nobody looks only because a process has ended.
 *
 * <p>A process that stems from a program's process is that program's. An orphan, which comes to the manager as their subreaper,
 * is that one's as whose it was seen before, or whose mark is in its environment, or else in whose process group or session it
 * is. One of which none of this can be said is nobody's, and nobody's stop reaches it.
 */
public final class Census {
    /** So many looks there are in a turn at most, and no third one beyond a time that others notice. */
    private static final int LOOKS = 8;
    private static final int ALWAYS = 2;
    private static final long BUDGET_NANOS = 50_000_000L;
    private static final long SECOND_NANOS = 1_000_000_000L;
    /** Nobody notices a look that is as short as this. */
    private static final long CHEAP_NANOS = 5_000_000L;
    /** So many programs are looked through in that time. */
    private static final int FEW = 50;

    private final Kernel kernel;
    private final Helpers helpers;
    private final String socket;
    private final LongSupplier turn;
    private final Map<String, CensusSearch> programs = new HashMap<>();
    /** By the number of its process, which is its process group, too; until nobody is left in that. */
    private final Map<Integer, CensusSearch> byProcess = new HashMap<>();
    /** By the process group of a start test. */
    private final Map<Integer, CensusSearch> byTest = new HashMap<>();
    private Map<ProcessIdentity, CensusSearch> seen = new HashMap<>();

    private Optional<ProcessTable> table = Optional.empty();
    private Births births;
    private long looks;
    private long lookedAt;
    private long tookNanos;
    private long lookTurn;
    private int looksInTurn;
    private long spentNanos;

    /**
     * @param helpers what the manager forks for itself
     * @param socket  the path of the manager's control socket, as in the {@link Mark}s
     * @param turn    the number of the loop's present turn
     */
    public Census(Kernel kernel, Helpers helpers, String socket, LongSupplier turn) {
        this.kernel = kernel;
        this.helpers = helpers;
        this.socket = socket;
        this.turn = turn;
        this.births = new Births(kernel);
    }

    /** The search of one program, under the name that its {@link Mark} has. */
    public DescendantSearch of(String program) {
        return programs.computeIfAbsent(program, name -> new CensusSearch(this, kernel));
    }

    /** There is no program of this name any more; what is left of it is nobody's. */
    public void forget(String program) {
        CensusSearch search = programs.remove(program);
        if (search != null) {
            byProcess.values().removeIf(other -> other == search);
            byTest.values().removeIf(other -> other == search);
            seen.values().removeIf(other -> other == search);
        }
    }

    // What its searches ask for.

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

    /** Whether a look costs next to nothing. */
    boolean isCheap() {
        return looks == 0 ? programs.size() <= FEW : tookNanos <= CHEAP_NANOS;
    }

    /** The number of the last look; 0 before the first. */
    long looks() {
        return looks;
    }

    /** When that was begun, monotonic nanoseconds. */
    long lookedAt() {
        return lookedAt;
    }

    /** Whether a look that is taken for names alone would be too soon after the last. */
    boolean isTooSoon() {
        return looks > 0 && kernel.now() - lookedAt < SECOND_NANOS;
    }

    long notBefore() {
        return lookedAt + SECOND_NANOS;
    }

    Births births() {
        return births;
    }

    /**
     * Sees to it that there is a look of this turn.
     *
     * @param anew whether one that was taken before is too old, unless there have been too many
     */
    ProcessTable look(boolean anew) throws PosixException {
        long now = turn.getAsLong();
        if (now != lookTurn) {
            looksInTurn = 0;
            spentNanos = 0;
            lookTurn = now;
        }
        boolean isAffordable = looksInTurn < ALWAYS || (looksInTurn < LOOKS && spentNanos + tookNanos <= BUDGET_NANOS);
        if (looksInTurn == 0 || table.isEmpty() || (anew && isAffordable)) {
            looksInTurn++;
            take();
        }
        return table.orElseThrow();
    }

    private void take() throws PosixException {
        births = new Births(kernel);
        lookedAt = kernel.now();
        looks++;
        table = Optional.empty();
        ProcessTable taken = kernel.processes();
        seen = new Assignment(taken).all();
        table = Optional.of(taken);
        tookNanos = kernel.now() - lookedAt;
        spentNanos += tookNanos;
    }

    /** Gives each process of a look to the program from which it stems. */
    private final class Assignment {
        private final ProcessTable taken;
        private final Map<ProcessIdentity, CensusSearch> owners = new HashMap<>();
        private final Map<Integer, CensusSearch> byGroup = new HashMap<>(byProcess);
        private final Map<Integer, CensusSearch> bySession = new HashMap<>();
        private final Optional<ProcessTable.Entry> self;

        Assignment(ProcessTable taken) {
            this.taken = taken;
            self = taken.find(kernel.self());
        }

        Map<ProcessIdentity, CensusSearch> all() {
            byProcess.forEach((number, search) -> {
                if (search.isThere(number)) {
                    give(taken.children(new Pid(number)), search, true);
                }
            });
            seen.forEach((identity, search) -> {
                Optional<ProcessTable.Entry> still = taken.find(identity);
                if (still.isPresent()) {
                    give(List.of(still.get()), search, false);
                }
            });
            List<ProcessTable.Entry> unmarked = new ArrayList<>();
            for (ProcessTable.Entry child : taken.children(kernel.self())) {
                if (isOrphan(child)) {
                    Optional<String> name = Mark.in(kernel.environment(child.pid()), socket);
                    CensusSearch search = name.isPresent() ? programs.get(name.get()) : null;
                    if (search == null) {
                        unmarked.add(child);
                    } else {
                        give(List.of(child), search, false);
                    }
                }
            }
            for (ProcessTable.Entry child : unmarked) {
                CensusSearch search = byGroup.getOrDefault(child.group(), bySession.get(child.session()));
                if (search != null) {
                    give(List.of(child), search, false);
                }
            }
            forgetGroupsThatAreGone();
            return owners;
        }

        private boolean isOrphan(ProcessTable.Entry child) {
            return !isKnown(child) && !owners.containsKey(child.identity());
        }

        private boolean isKnown(ProcessTable.Entry one) {
            int number = one.pid().value();
            CensusSearch program = byProcess.get(number);
            return (program != null && program.isThere(number)) || helpers.has(one.pid()) || byTest.containsKey(one.group());
        }

        /** With all that stems from them, but for what is another's. */
        private void give(List<ProcessTable.Entry> roots, CensusSearch search, boolean isOfProcess) {
            List<ProcessTable.Entry> given = new ArrayList<>(roots);
            for (int i = 0; i < given.size(); i++) {
                ProcessTable.Entry one = given.get(i);
                if (!isKnown(one) && owners.putIfAbsent(one.identity(), search) == null) {
                    search.add(one, isOfProcess, looks);
                    byGroup.putIfAbsent(one.group(), search);
                    // All programs are in the manager's session at first.
                    if (self.isPresent() && one.session() != self.get().session()) {
                        bySession.putIfAbsent(one.session(), search);
                    }
                    given.addAll(taken.children(one.pid()));
                }
            }
        }

        private void forgetGroupsThatAreGone() {
            Set<Integer> groups = new HashSet<>();
            for (ProcessTable.Entry one : taken.all()) {
                groups.add(one.group());
            }
            byProcess.entrySet().removeIf(each -> !each.getValue().isThere(each.getKey()) && !groups.contains(each.getKey()));
            byTest.keySet().removeIf(group -> !groups.contains(group) && !helpers.has(new Pid(group)));
        }
    }
}
