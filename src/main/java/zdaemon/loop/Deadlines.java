package zdaemon.loop;

import java.util.Arrays;

/**
 * The deadlines of sources, the soonest on top: a binary heap in which each source knows its place, so that setting,
 * moving and dropping a deadline cost the logarithm of their number. Moments are compared by their difference, as
 * {@link System#nanoTime} demands.
 */
final class Deadlines {
    private static final int ABSENT = -1;

    private Source[] heap = new Source[16];
    private int size;

    /** Sets a source's deadline, or moves it. */
    void set(Source source, long nanos) {
        source.due = nanos;
        if (source.place == ABSENT) {
            if (size == heap.length) {
                heap = Arrays.copyOf(heap, 2 * size);
            }
            put(source, size++);
        }
        settle(source);
    }

    /** Drops a source's deadline, if it has one. */
    void drop(Source source) {
        int place = source.place;
        if (place != ABSENT) {
            source.place = ABSENT;
            Source last = heap[--size];
            heap[size] = null;
            if (last != source) {
                put(last, place);
                settle(last);
            }
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The source whose deadline is the soonest. */
    Source first() {
        return heap[0];
    }

    private void put(Source source, int place) {
        heap[place] = source;
        source.place = place;
    }

    private void settle(Source source) {
        int place = source.place;
        while (place > 0 && isSooner(source, heap[(place - 1) / 2])) {
            put(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        for (int child = soonerChild(place); child < size && isSooner(heap[child], source); child = soonerChild(place)) {
            put(heap[child], place);
            place = child;
        }
        put(source, place);
    }

    private int soonerChild(int place) {
        int left = 2 * place + 1;
        return left + 1 < size && isSooner(heap[left + 1], heap[left]) ? left + 1 : left;
    }

    private static boolean isSooner(Source one, Source other) {
        return one.due - other.due < 0;
    }
}
