package zdaemon.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/**
 * Waits for what its {@link Source sources} watch and are due for, and wakes them. A turn is one wait, and then one round
 * of all that is ready, by priority and, within one, first come first served. What a turn costs depends on how many sources
 * are ready or have changed, not on how many there are.
 *
 * <p>A source that has left is not woken any more, not even in the turn that found it ready. A registration in the kernel
 * carries the place and the generation of its source. When the kernel tells of one whose source has gone, somebody has
 * closed a descriptor elsewhere while a copy of it lives, so that it cannot be taken out: then all are registered anew.
 */
public final class Loop implements AutoCloseable {
    private static final int FIRST_CAPACITY = 16;

    private final Selector selector;
    private final Deadlines deadlines = new Deadlines();
    /** Those of which the kernel is still to be told. */
    private final ArrayDeque<Source> changed = new ArrayDeque<>();
    private final List<ArrayDeque<Source>> queues = new ArrayList<>();
    /** Those that are ready, but not for this turn. */
    private final ArrayDeque<Source> postponed = new ArrayDeque<>();
    private int queued;

    private Source[] sources = new Source[FIRST_CAPACITY];
    private int[] generations = new int[FIRST_CAPACITY];
    private int[] free = new int[FIRST_CAPACITY];
    private int freeCount;
    private int used;

    private long turn;
    /** The priority that is being served; -1 between turns. */
    private int serving = -1;
    private boolean hasStrays;

    /** A loop over a clock and a kernel of one's own. */
    public Loop(Selector selector) {
        this.selector = selector;
        for (int i = Priority.values().length; i > 0; i--) {
            queues.add(new ArrayDeque<>());
        }
    }

    /**
     * A loop over the real ones.
     *
     * @throws PosixException EMFILE, ENFILE, ENOMEM
     */
    public static Loop create() throws PosixException {
        return new Loop(new EpollSelector());
    }

    /** The time, monotonic nanoseconds. */
    public long now() {
        return selector.now();
    }

    /** {@return the number of the turn that is being taken, or of the last one} */
    public long turns() {
        return turn;
    }

    /**
     * Waits until a source has something to do, and lets all take their steps that have.
     *
     * @throws PosixException of a source that cannot go on; ENOMEM, ENOSPC when the kernel cannot watch one more
     */
    public void turn() throws PosixException {
        tellKernel();
        collect();
        long now = selector.now();
        turn++;
        while (!deadlines.isEmpty() && deadlines.first().due - now <= 0) {
            Source source = deadlines.first();
            deadlines.drop(source);
            enqueue(source);
        }
        for (Source source = postponed.poll(); source != null; source = postponed.poll()) {
            queues.get(source.priority.ordinal()).add(source);
        }
        try {
            for (serving = 0; serving < queues.size(); serving++) {
                ArrayDeque<Source> queue = queues.get(serving);
                for (Source source = queue.poll(); source != null; source = queue.poll()) {
                    serve(source, now);
                }
            }
        } finally {
            serving = -1;
        }
    }

    private void serve(Source source, long now) throws PosixException {
        source.isQueued = false;
        queued--;
        source.lastTurn = turn;
        boolean hasMore = true;
        for (int left = source.budget; left > 0 && hasMore && !source.isClosed; left--) {
            hasMore = source.step(now);
        }
        if (hasMore) {
            enqueue(source);
        } else {
            source.ready = 0;
        }
    }

    private void collect() throws PosixException {
        int count = selector.await(timeout());
        while (takeIn(count) && count == Selector.MOST) {
            // More may be ready, and of a higher priority.
            count = selector.await(0);
        }
        if (hasStrays) {
            hasStrays = false;
            registerAnew();
        }
    }

    private long timeout() {
        if (queued > 0) {
            return 0;
        }
        return deadlines.isEmpty() ? -1 : Math.max(0, deadlines.first().due - selector.now());
    }

    /** Whether any of them is news. */
    private boolean takeIn(int count) {
        boolean hasNews = false;
        for (int i = 0; i < count; i++) {
            long token = selector.token(i);
            Source source = sources[(int) token];
            if (source == null || source.generation != (int) (token >>> Integer.SIZE) || isLost(source)) {
                hasStrays = true;
            } else {
                int ready = selector.ready(i);
                hasNews |= source.ready != ready;
                source.ready = ready;
                enqueue(source);
            }
        }
        return hasNews;
    }

    /** Whether its descriptor has been closed elsewhere. */
    private static boolean isLost(Source source) {
        return source.watched.isEmpty() || source.watched.get().number() != source.number;
    }

    private void registerAnew() throws PosixException {
        selector.clear();
        for (int i = 0; i < used; i++) {
            Source source = sources[i];
            if (source != null && source.isRegistered) {
                source.isRegistered = false;
                if (isLost(source)) {
                    source.watched = Optional.empty();
                } else {
                    note(source);
                }
            }
        }
    }

    private void enqueue(Source source) {
        if (!source.isQueued && !source.isClosed) {
            source.isQueued = true;
            queued++;
            boolean isTooLate = serving >= 0 && (source.lastTurn == turn || source.priority.ordinal() < serving);
            (isTooLate ? postponed : queues.get(source.priority.ordinal())).add(source);
        }
    }

    /** The kernel is told before the next wait: what changes to and fro in a turn costs nothing. */
    private void note(Source source) {
        if (!source.isChanged) {
            source.isChanged = true;
            changed.add(source);
        }
    }

    private void tellKernel() throws PosixException {
        for (Source source = changed.poll(); source != null; source = changed.poll()) {
            source.isChanged = false;
            if (source.watched.isPresent() && !source.isClosed) {
                try {
                    register(source, source.watched.get());
                } catch (PosixException e) {
                    source.cannotWatch(e);
                }
            }
        }
    }

    private void register(Source source, Fd descriptor) throws PosixException {
        long token = (long) source.generation << Integer.SIZE | source.slot;
        if (!source.isRegistered) {
            selector.add(descriptor, source.wish, token);
            source.isRegistered = true;
            source.number = descriptor.number();
        } else if (source.wish != source.registeredWish) {
            selector.modify(descriptor, source.wish, token);
        }
        source.registeredWish = source.wish;
    }

    private void deregister(Source source) {
        if (source.isRegistered) {
            source.isRegistered = false;
            try {
                if (!isLost(source)) {
                    selector.remove(source.watched.get());
                }
            } catch (PosixException e) {
                // Closed and opened anew elsewhere: what is left of it will be seen as a stray.
                hasStrays |= !e.errno().equals(Errno.ENOENT);
            }
        }
        source.ready = 0;
    }

    // What sources ask for.

    private void join(Source source) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == sources.length) {
            sources = Arrays.copyOf(sources, 2 * slot);
            generations = Arrays.copyOf(generations, 2 * slot);
            free = Arrays.copyOf(free, 2 * slot);
        }
        sources[slot] = source;
        source.slot = slot;
        source.generation = generations[slot];
    }

    void leave(Source source) {
        if (!source.isClosed) {
            deregister(source);
            deadlines.drop(source);
            source.isClosed = true;
            if (source.slot >= 0) {
                sources[source.slot] = null;
                generations[source.slot]++;
                free[freeCount++] = source.slot;
            }
        }
    }

    void watch(Source source, Fd descriptor, int wish) {
        if (source.isClosed) {
            throw new IllegalStateException("a closed source watches nothing");
        }
        if (source.slot < 0) {
            join(source);
        }
        boolean isOther = source.watched.isEmpty() || source.watched.get() != descriptor || isLostRegistration(source);
        if (isOther) {
            unwatch(source);
            source.watched = Optional.of(descriptor);
        }
        if (isOther || source.wish != wish) {
            source.wish = wish;
            note(source);
        }
    }

    private static boolean isLostRegistration(Source source) {
        return source.isRegistered && isLost(source);
    }

    void unwatch(Source source) {
        deregister(source);
        source.watched = Optional.empty();
    }

    void due(Source source, long nanos) {
        if (!source.isClosed) {
            deadlines.set(source, nanos);
        }
    }

    void notDue(Source source) {
        deadlines.drop(source);
    }

    void wake(Source source) {
        enqueue(source);
    }

    /** Stops watching; descriptors stay their sources' to close. */
    @Override
    public void close() {
        selector.close();
    }
}
