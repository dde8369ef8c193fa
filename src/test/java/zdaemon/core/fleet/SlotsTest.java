package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class SlotsTest {

    @Property
    void slotsAreAnImmutableList(@ForAll @Size(max = 3000) List<Integer> elements, @ForAll int at, @ForAll int element) {
        Slots<Integer> slots = Slots.of(elements);
        assertEquals(elements, list(slots));
        if (!elements.isEmpty()) {
            List<Integer> changed = new ArrayList<>(elements);
            changed.set(Math.floorMod(at, elements.size()), element);
            assertEquals(changed, list(slots.with(Math.floorMod(at, elements.size()), element)));
            assertEquals(elements, list(slots));
        }
    }

    private static List<Integer> list(Slots<Integer> slots) {
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            list.add(slots.get(i));
        }
        return list;
    }
}
