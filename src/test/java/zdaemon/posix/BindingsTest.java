package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.lang.foreign.AddressLayout;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.ValueLayout;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import zdaemon.bindings.libc;

/**
 * What {@link Function} takes for granted, proved for each function that the room calls; and that the list is the
 * interface.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BindingsTest {
    private static final Path SYMBOLS = Path.of("headers", "libc.symbols");
    private static final Path GENERATED = Path.of("bindings", "zdaemon", "bindings");
    private static final int REGISTERS = 6;

    private final List<String> lines = Files.readAllLines(SYMBOLS);
    private final Set<String> generatedFunctions = new TreeSet<>();
    private final Set<String> generatedVariables = new TreeSet<>();
    private final Set<String> generatedConstants = new TreeSet<>();

    BindingsTest() throws IOException {
        for (Method method : libc.class.getDeclaredMethods()) {
            String name = method.getName();
            if (name.endsWith("$descriptor")) {
                generatedFunctions.add(name.substring(0, name.indexOf('$')));
            } else if (name.endsWith("$segment")) {
                generatedVariables.add(name.substring(0, name.indexOf('$')));
            }
        }
        for (Class<?> nested : libc.class.getDeclaredClasses()) {
            if (isVariadic(nested)) {
                generatedFunctions.add(nested.getSimpleName());
            }
        }
        for (Method method : libc.class.getDeclaredMethods()) {
            String name = method.getName();
            if (Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0 && !name.contains("$")
                    && !generatedFunctions.contains(name) && !generatedVariables.contains(name)) {
                generatedConstants.add(name);
            }
        }
    }

    private static boolean isVariadic(Class<?> nested) {
        for (Method method : nested.getDeclaredMethods()) {
            if (method.getName().equals("makeInvoker")) {
                return true;
            }
        }
        return false;
    }

    private Set<String> listed(String kind) {
        Set<String> names = new TreeSet<>();
        for (String line : lines) {
            if (line.startsWith("--include-" + kind + " ")) {
                names.add(line.substring(line.indexOf(' ') + 1));
            }
        }
        return names;
    }

    /** All functions that the room may call: the {@link Function} objects that its classes hold. */
    private static Set<String> called() throws ReflectiveOperationException {
        Set<String> names = new TreeSet<>();
        File folder = new File(Function.class.getResource("Function.class").getPath()).getParentFile();
        for (String file : folder.list()) {
            if (file.endsWith(".class") && !file.contains("-info")) {
                Class<?> type = Class.forName("zdaemon.posix." + file.substring(0, file.lastIndexOf('.')));
                for (Field field : type.getDeclaredFields()) {
                    if (field.getType() == Function.class && Modifier.isStatic(field.getModifiers())) {
                        field.setAccessible(true);
                        names.add(((Function) field.get(null)).name());
                    }
                }
            }
        }
        assertTrue(names.size() > 50, () -> "found only " + names);
        return names;
    }

    @Test
    void listIsSortedAndFreeOfDoubles() {
        List<String> sorted = new ArrayList<>(new TreeSet<>(lines));
        sorted.sort(Comparator.naturalOrder());
        assertEquals(sorted, lines);
    }

    @Test
    void listAndGeneratedSourcesAgree() {
        assertEquals(listed("function"), generatedFunctions);
        assertEquals(listed("var"), generatedVariables);
        assertEquals(listed("constant"), generatedConstants);
        Set<String> structures = new TreeSet<>();
        for (String file : GENERATED.toFile().list()) {
            String name = file.substring(0, file.lastIndexOf('.'));
            // Those with a dollar sign are jextract's own, and the types of function pointers.
            if (!name.equals("libc") && !name.contains("$")) {
                structures.add(name);
            }
        }
        Set<String> listed = new TreeSet<>(listed("struct"));
        listed.addAll(listed("union"));
        assertEquals(listed, structures);
        assertEquals(lines.size(), listed("function").size() + listed("var").size() + listed("constant").size()
                + structures.size());
    }

    @Test
    void everyCalledFunctionIsListed() throws ReflectiveOperationException {
        Set<String> unlisted = called();
        unlisted.removeAll(listed("function"));
        unlisted.removeAll(listed("var"));
        assertEquals(Set.of(), unlisted);
    }

    @Test
    void everyCalledFunctionFitsTheOneShape() throws ReflectiveOperationException {
        Set<String> functions = called();
        functions.removeAll(listed("var"));
        for (String name : functions) {
            FunctionDescriptor descriptor = descriptor(name);
            assertTrue(descriptor.argumentLayouts().size() <= REGISTERS, name);
            for (MemoryLayout argument : descriptor.argumentLayouts()) {
                assertTrue(fitsARegister(argument), () -> name + " takes " + argument);
            }
            descriptor.returnLayout().ifPresent(
                    result -> assertTrue(fitsARegister(result), () -> name + " returns " + result));
        }
    }

    private static boolean fitsARegister(MemoryLayout layout) {
        return layout instanceof AddressLayout || layout instanceof ValueLayout.OfShort
                || layout instanceof ValueLayout.OfInt || layout instanceof ValueLayout.OfLong;
    }

    private static FunctionDescriptor descriptor(String name) throws ReflectiveOperationException {
        for (Class<?> nested : libc.class.getDeclaredClasses()) {
            if (nested.getSimpleName().equals(name) && isVariadic(nested)) {
                // What follows the fixed ones is ours to choose, and we choose longs.
                Field fixed = nested.getDeclaredField("BASE_DESC");
                fixed.setAccessible(true);
                return (FunctionDescriptor) fixed.get(null);
            }
        }
        return (FunctionDescriptor) libc.class.getMethod(name + "$descriptor").invoke(null);
    }

    @Test
    void everyCalledFunctionIsInThisLibc() throws ReflectiveOperationException {
        for (String name : called()) {
            assertTrue(Linker.nativeLinker().defaultLookup().find(name).isPresent(), name);
        }
    }
}
