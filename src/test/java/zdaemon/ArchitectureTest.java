package zdaemon;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import zdaemon.bindings.libc;
import zdaemon.core.Machine;

/** The packages of docs/design.md and what each may use. Reads the compiled classes, so qualified names count as well. */
class ArchitectureTest {
    private static final Pattern ROW = Pattern.compile("^\\| `([a-z.]+)` \\|[^|]*\\| ([^|]*) \\|$", Pattern.MULTILINE);

    /** What each package may use beside itself and the JDK: the table of the design page. */
    private static final Map<String, Set<String>> MAY_USE = designed();

    /** What is still used and should not be: this list only becomes shorter. */
    private static final Map<String, Set<String>> STILL_USES = table("""
            eventlog.delivery: eventlog
            program:           protocol
            manager:           eventlog.delivery
            """);

    /** Packages of the table that do not exist yet. */
    private static final Set<String> TO_COME = Set.of();

    /** The only packages that may use something, and what that is. */
    private static final Map<String, String[]> OWNED = Map.of(
            "java.lang.foreign..", packages("posix", "bindings"),
            "picocli..", packages("cli.console"),
            "org.jline..", packages("cli.prompt"));

    /** Another owner of processes, signals, sockets or files, or text that depends on the locale. */
    private static final DescribedPredicate<JavaClass> FORBIDDEN = resideInAnyPackage(
            "sun..", "com.sun..", "jdk.internal..", "java.nio.channels..", "java.nio.file..", "java.util.concurrent..")
            .or(named("java.lang.ProcessBuilder", "java.lang.ProcessHandle", "java.lang.Process", "java.io.File",
                    "java.io.FileInputStream", "java.io.FileOutputStream", "java.io.FileReader", "java.io.FileWriter",
                    "java.io.RandomAccessFile"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .importPaths(folder(Machine.class), folder(libc.class));

    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?zdaemon\\.([a-z.]+)\\.[A-Z][\\w.*]*;", Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicTest> eachPackageUsesOnlyWhatItMay() {
        return MAY_USE.keySet().stream().filter(name -> !TO_COME.contains(name)).map(name -> DynamicTest.dynamicTest(name,
                () -> classes().that().resideInAPackage("zdaemon." + name)
                        .should().onlyDependOnClassesThat(ownPackages(allowed(name)).or(outside()))
                        .check(MAIN)));
    }

    /** Constants leave no trace in compiled classes, so imports are read, too. */
    @TestFactory
    Stream<DynamicTest> eachPackageImportsOnlyWhatItMay() {
        return MAY_USE.keySet().stream().filter(name -> !TO_COME.contains(name))
                .map(name -> DynamicTest.dynamicTest(name, () -> assertEquals(List.of(), strangeImports(name))));
    }

    @Test
    void eachPackageIsListed() {
        assertEquals(Set.of(), MAIN.stream().map(JavaClass::getPackageName)
                .filter(name -> !name.equals("zdaemon.bindings")).map(name -> name.substring("zdaemon.".length()))
                .filter(name -> !MAY_USE.containsKey(name)).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("zdaemon.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @TestFactory
    Stream<DynamicTest> whatBelongsToFewPackagesIsUsedThereOnly() {
        return OWNED.entrySet().stream().map(owned -> test(owned.getKey(), noClasses()
                .that().resideOutsideOfPackages(owned.getValue())
                .should().dependOnClassesThat().resideInAPackage(owned.getKey())));
    }

    @Test
    void nobodyUsesWhatIsForbidden() {
        noClasses().that(not(deliveryAgent())).should().dependOnClassesThat(FORBIDDEN).check(MAIN);
    }

    @Test
    void nobodySleepsOrLoadsLibraries() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class)
                .orShould().callMethod(Thread.class, "sleep", Duration.class)
                .orShould().callMethod(System.class, "loadLibrary", String.class)
                .orShould().callMethod(System.class, "load", String.class)
                .check(MAIN);
    }

    /** So that a whole command runs within a test: only entry points end the process. */
    @Test
    void onlyEntryPointsExit() {
        noClasses().that().haveNameNotMatching(".*Main(\\$.*)?")
                .should().callMethod(System.class, "exit", int.class)
                .orShould().callMethod(Runtime.class, "halt", int.class)
                .check(MAIN);
    }

    /** The delivery agent is a process of its own that talks to mail and web servers; it is not the manager. */
    private static DescribedPredicate<JavaClass> deliveryAgent() {
        return DescribedPredicate.describe("belong to the delivery agent", type ->
                type.getPackageName().equals("zdaemon.eventlog.delivery") && type.getSimpleName().startsWith("Delivery"));
    }

    private static DynamicTest test(String name, ArchRule rule) {
        return DynamicTest.dynamicTest(name, () -> rule.check(MAIN));
    }

    private static Set<String> allowed(String name) {
        Set<String> allowed = new TreeSet<>(MAY_USE.get(name));
        allowed.addAll(STILL_USES.getOrDefault(name, Set.of()));
        allowed.add(name);
        return allowed;
    }

    private static List<String> strangeImports(String name) throws IOException {
        List<String> strange = new ArrayList<>();
        Path folder = Path.of("src/main/java/zdaemon", name.split("\\."));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                IMPORT.matcher(Files.readString(file)).results().map(found -> found.group(1))
                        .filter(used -> !allowed(name).contains(used))
                        .forEach(used -> strange.add(file + ": " + used));
            }
        }
        return strange;
    }

    private static DescribedPredicate<JavaClass> ownPackages(Set<String> names) {
        return DescribedPredicate.describe("in " + names, type ->
                names.contains(type.getBaseComponentType().getPackageName().replaceFirst("^zdaemon\\.", "")));
    }

    private static DescribedPredicate<JavaClass> outside() {
        return DescribedPredicate.describe("of the JDK or a library",
                type -> !type.getBaseComponentType().getPackageName().startsWith("zdaemon"));
    }

    private static DescribedPredicate<JavaClass> named(String... names) {
        return DescribedPredicate.describe("named " + List.of(names), type -> List.of(names).contains(type.getName()));
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }

    private static String[] packages(String... names) {
        return Arrays.stream(names).map(name -> "zdaemon." + name).toArray(String[]::new);
    }

    private static Map<String, Set<String>> designed() {
        try {
            Map<String, Set<String>> table = new LinkedHashMap<>();
            ROW.matcher(Files.readString(Path.of("docs/design.md"))).results().forEach(row -> table.put(row.group(1),
                    row.group(2).equals("–") ? Set.of() : Set.of(row.group(2).split(", ", -1))));
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Set<String>> table(String text) {
        Map<String, Set<String>> table = new LinkedHashMap<>();
        for (String line : text.lines().toList()) {
            String[] sides = line.split(":", -1);
            table.put(sides[0].strip(), sides[1].isBlank() ? Set.of() : Set.of(sides[1].strip().split(" +")));
        }
        return table;
    }

    private static Path folder(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
