package zdaemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** Which tests name which section, read from the compiled test classes: no JVM of the build runs all of them. */
final class BehaviourTests {
    private static final Set<Class<? extends Annotation>> TESTS =
            Set.of(Test.class, ParameterizedTest.class, TestFactory.class, Property.class);

    private BehaviourTests() {
    }

    /** The tests of each section, {@code class.method}, sorted; a section without tests has an empty set. */
    static Map<Paragraph, Set<String>> byParagraph() {
        Map<Paragraph, Set<String>> tests = new EnumMap<>(Paragraph.class);
        Arrays.stream(Paragraph.values()).forEach(paragraph -> tests.put(paragraph, new TreeSet<>()));
        for (Class<?> type : classes()) {
            for (Method method : type.getDeclaredMethods()) {
                if (isTest(method)) {
                    paragraphs(method).forEach(paragraph -> tests.get(paragraph).add(name(type, method.getName())));
                }
            }
        }
        return tests;
    }

    /** The annotated methods that are no tests, which would never fail for anything. */
    static List<String> misplaced() {
        return classes().stream().flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Behaviour.class) && !isTest(method))
                .map(Method::toString).sorted().toList();
    }

    /** How a test is called in the report. */
    static String name(Class<?> type, String method) {
        return type.getName() + "." + method;
    }

    private static List<Paragraph> paragraphs(Method method) {
        Behaviour own = method.getAnnotation(Behaviour.class);
        Behaviour ofClass = method.getDeclaringClass().getAnnotation(Behaviour.class);
        return own != null ? List.of(own.value()) : ofClass != null ? List.of(ofClass.value()) : List.of();
    }

    private static boolean isTest(Method method) {
        return TESTS.stream().anyMatch(method::isAnnotationPresent);
    }

    private static List<Class<?>> classes() {
        Path root = root();
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(root::relativize).map(Path::toString).filter(file -> file.endsWith(".class"))
                    .<Class<?>>map(file -> load(file.substring(0, file.length() - ".class".length()).replace('/', '.')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        try {
            return Path.of(Behaviour.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, BehaviourTests.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
