package zdaemon.core.fleet;

import java.util.Arrays;
import java.util.List;

/**
 * An immutable list of fixed length in which one element can be replaced in logarithmic time and space: a tree with 32
 * branches at each node. A fleet of 10,000 has three levels.
 */
final class Slots<T> {
    private static final int BITS = 5;
    private static final int WIDTH = 1 << BITS;

    private final int size;
    private final int shift;
    private final Object[] root;

    private Slots(int size, int shift, Object[] root) {
        this.size = size;
        this.shift = shift;
        this.root = root;
    }

    static <T> Slots<T> of(List<T> elements) {
        Object[] level = elements.toArray();
        int shift = 0;
        while (level.length > WIDTH) {
            Object[] above = new Object[(level.length + WIDTH - 1) / WIDTH];
            for (int i = 0; i < above.length; i++) {
                above[i] = Arrays.copyOfRange(level, i * WIDTH, Math.min(level.length, (i + 1) * WIDTH));
            }
            level = above;
            shift += BITS;
        }
        return new Slots<>(elements.size(), shift, level);
    }

    int size() {
        return size;
    }

    @SuppressWarnings("unchecked")
    T get(int index) {
        Object[] node = root;
        for (int level = shift; level > 0; level -= BITS) {
            node = (Object[]) node[index >> level & WIDTH - 1];
        }
        return (T) node[index & WIDTH - 1];
    }

    Slots<T> with(int index, T element) {
        return new Slots<>(size, shift, with(root, shift, index, element));
    }

    private static Object[] with(Object[] node, int level, int index, Object element) {
        Object[] copy = node.clone();
        int at = index >> level & WIDTH - 1;
        copy[at] = level == 0 ? element : with((Object[]) node[at], level - BITS, index, element);
        return copy;
    }
}
