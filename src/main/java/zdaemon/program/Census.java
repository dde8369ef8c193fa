package zdaemon.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
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
    private static final long CHEAP_NANOS = 20_000_000L;
    /** So many programs are looked through in that time. */
    private static final int FEW = 50;

    private final Kernel kernel;
    private final String socket;
    private final LongSupplier turn;
    private final KnownProcesses known;
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
        this.socket = socket;
        this.turn = turn;
        this.known = new KnownProcesses(helpers);
        this.births = new Births(kernel);
    }

    /** The search of one program, under the name that its {@link Mark} has. */
    public DescendantSearch of(String program) {
        CensusSearch search = known.programs().get(program);
        if (search == null) {
            search = new CensusSearch(this, known, kernel);
            known.programs().put(program, search);
        }
        return search;
    }

    /** There is no program of this name any more; what is left of it is nobody's. */
    public void forget(String program) {
        CensusSearch search = known.programs().remove(program);
        if (search != null) {
            known.forget(search);
            seen.values().removeAll(Set.of(search));
        }
    }

    /** Whether a look costs next to nothing. */
    boolean isCheap() {
        return looks == 0 ? known.programs().size() <= FEW : tookNanos <= CHEAP_NANOS;
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
        // The programs' own processes are most of all there are, and it is known whose they are.
        ProcessTable taken = kernel.processesBut(known);
        seen = new Assignment(known, kernel, taken, looks).make(seen, socket);
        known.forgetAllBut(taken);
        table = Optional.of(taken);
        tookNanos = kernel.now() - lookedAt;
        spentNanos += tookNanos;
    }
}
