package zdaemon.loop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zdaemon.posix.Fd;

/** A clock that moves when somebody waits, and descriptors that are ready when the test says so. */
public final class FakeSelector implements Selector {
    private final Map<Fd, Long> tokens = new HashMap<>();
    private final Map<Fd, Integer> wishes = new HashMap<>();
    private final Map<Fd, Integer> states = new HashMap<>();
    private final List<Long> found = new ArrayList<>();
    private final List<Integer> readiness = new ArrayList<>();
    private final ArrayDeque<Long> waits = new ArrayDeque<>();
    private long now = Long.MAX_VALUE - 1_000;
    private int changes;

    /** Moves the clock on. */
    public void pass(long nanos) {
        now += nanos;
    }

    /** Makes a descriptor ready for a sum of {@link #READABLE} and {@link #WRITABLE}, until it is set anew. */
    public void set(Fd descriptor, int state) {
        states.put(descriptor, state);
    }

    /** How long the loop has asked to wait, each time. */
    public ArrayDeque<Long> waits() {
        return waits;
    }

    /** How often the kernel was told of a change. */
    public int changes() {
        return changes;
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public void add(Fd descriptor, int wish, long token) {
        if (tokens.putIfAbsent(descriptor, token) != null) {
            throw new AssertionError("EEXIST");
        }
        wishes.put(descriptor, wish);
        changes++;
    }

    @Override
    public void modify(Fd descriptor, int wish, long token) {
        if (tokens.replace(descriptor, token) == null) {
            throw new AssertionError("ENOENT");
        }
        wishes.put(descriptor, wish);
        changes++;
    }

    @Override
    public void remove(Fd descriptor) {
        if (tokens.remove(descriptor) == null) {
            throw new AssertionError("ENOENT");
        }
        wishes.remove(descriptor);
        changes++;
    }

    @Override
    public void clear() {
        tokens.clear();
        wishes.clear();
    }

    @Override
    public int await(long timeoutNanos) {
        waits.add(timeoutNanos);
        found.clear();
        readiness.clear();
        for (Map.Entry<Fd, Long> registered : tokens.entrySet()) {
            int ready = states.getOrDefault(registered.getKey(), 0) & wishes.get(registered.getKey());
            if (ready != 0 && found.size() < MOST) {
                found.add(registered.getValue());
                readiness.add(ready);
            }
        }
        if (found.isEmpty()) {
            if (timeoutNanos < 0) {
                throw new AssertionError("the loop waits for ever");
            }
            now += timeoutNanos;
        }
        return found.size();
    }

    @Override
    public long token(int i) {
        return found.get(i);
    }

    @Override
    public int ready(int i) {
        return readiness.get(i);
    }

    @Override
    public void close() {
        clear();
    }
}
