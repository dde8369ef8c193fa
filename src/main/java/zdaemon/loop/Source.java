package zdaemon.loop;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/**
 * Something that the loop wakes: when its descriptor is ready, when its deadline has come, or because another source has
 * asked for it. It owns the descriptor that it watches, and gives it back to the kernel when it is closed.
 *
 * <p>A source that is woken takes {@link #step steps}, as many in a turn as its budget allows; each is short, so that no
 * source keeps the others waiting. It may be woken for nothing, when what made it ready is over before its turn comes.
 */
public abstract class Source implements AutoCloseable {
    private final Loop loop;
    final Priority priority;
    final int budget;

    // The loop's own notes. The slot is the source's place in its table; a slot that is used again has another generation.
    int slot = -1;
    int generation;
    Optional<Fd> watched = Optional.empty();
    int number = -1;
    int wish;
    int registeredWish;
    boolean isRegistered;
    boolean isChanged;
    long due;
    int place = -1;
    int ready;
    boolean isQueued;
    long lastTurn = -1;
    boolean isClosed;

    /** A source that takes one step in a turn. */
    protected Source(Loop loop, Priority priority) {
        this(loop, priority, 1);
    }

    /** @param budget how many steps it may take in a turn */
    protected Source(Loop loop, Priority priority, int budget) {
        this.loop = loop;
        this.priority = priority;
        this.budget = budget;
    }

    /**
     * Does what is to be done now, but no more than a short piece of it.
     *
     * @param now the time of the turn, monotonic nanoseconds
     * @return whether there is more to do at once
     * @throws PosixException when the whole process cannot go on; a source's own failures are its own to deal with
     */
    protected abstract boolean step(long now) throws PosixException;

    /**
     * The descriptor cannot be watched: EPERM for a regular file, ENOMEM, ENOSPC. Without a better idea the process cannot
     * go on.
     */
    protected void cannotWatch(PosixException reason) throws PosixException {
        throw reason;
    }

    /**
     * Watches a descriptor, or changes what for. It is this source's from now on; one that was watched before is let go
     * and stays open. Errors and hang-ups wake the source whatever its wish.
     */
    public final void watch(Fd descriptor, boolean readable, boolean writable) {
        loop.watch(this, descriptor, (readable ? Selector.READABLE : 0) | (writable ? Selector.WRITABLE : 0));
    }

    /** Watches no descriptor; the one that was watched stays open. To be called before that is closed. */
    public final void unwatch() {
        loop.unwatch(this);
    }

    /** {@return the descriptor that is watched} */
    public final Optional<Fd> descriptor() {
        return watched;
    }

    /** Is to be woken at that moment, monotonic nanoseconds, once. Replaces an earlier deadline. */
    public final void dueAt(long nanos) {
        loop.due(this, nanos);
    }

    /** Is to be woken at that moment, once, or by no deadline. */
    public final void due(OptionalLong nanos) {
        if (nanos.isPresent()) {
            loop.due(this, nanos.getAsLong());
        } else {
            loop.notDue(this);
        }
    }

    /** {@return when it is to be woken} */
    public final OptionalLong due() {
        return place < 0 ? OptionalLong.empty() : OptionalLong.of(due);
    }

    /** Is to be woken in this turn, or in the next one if it has had its turn or its priority has passed. */
    public final void wake() {
        loop.wake(this);
    }

    /** Whether this step is because the descriptor can be read, has an error or has hung up. */
    protected final boolean isReadable() {
        return (ready & Selector.READABLE) != 0;
    }

    /** Whether this step is because the descriptor can be written, has an error or has hung up. */
    protected final boolean isWritable() {
        return (ready & Selector.WRITABLE) != 0;
    }

    /** Leaves the loop and closes the descriptor. Again does nothing. */
    @Override
    public void close() {
        loop.leave(this);
        if (watched.isPresent()) {
            watched.get().close();
            watched = Optional.empty();
        }
    }
}
