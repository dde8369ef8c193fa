package zdaemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rooms of docs/design.md, and which of them may know which. Reads the sources. */
class RoomsTest {
    private static final Path SOURCES = Path.of("src/main/java/zdaemon");

    private static final Map<String, Set<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("core", Set.of()),
            Map.entry("protocol", Set.of()),
            Map.entry("spec", Set.of()),
            Map.entry("config", Set.of("spec")),
            Map.entry("posix", Set.of("bindings")),
            Map.entry("process", Set.of("posix")),
            Map.entry("transcript", Set.of("posix", "spec")),
            Map.entry("eventlog", Set.of("posix", "process", "spec")),
            Map.entry("program", Set.of("core", "protocol", "posix", "process", "transcript", "eventlog", "spec")),
            Map.entry("control", Set.of("core", "protocol", "posix", "process", "eventlog")),
            Map.entry("manager", Set.of("core", "program", "control", "protocol", "posix", "process", "transcript", "eventlog", "spec")),
            Map.entry("client", Set.of("protocol", "posix", "process", "spec")),
            Map.entry("cli", Set.of("client", "protocol", "posix", "process", "spec", "config")));

    /** What only one room may use. */
    private static final Map<String, Set<String>> OWNED = Map.of(
            "java.lang.foreign", Set.of("posix"),
            "java.lang.invoke", Set.of("posix"),
            "picocli", Set.of("cli"),
            "org.jline", Set.of("cli"));

    /** What no room may use: another owner of processes, signals or sockets, or text mangled by the locale. */
    private static final List<String> FORBIDDEN = List.of(
            "ProcessBuilder", "ProcessHandle", "sun.misc", "Thread.sleep", "java.nio.channels", "java.nio.file",
            "java.io.File", "System.loadLibrary", "System.load(", "java.util.concurrent");

    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+)\\.[\\w*]+;", Pattern.MULTILINE);

    @TestFactory
    Stream<DynamicTest> eachRoomImportsOnlyWhatItMay() {
        return MAY_IMPORT.keySet().stream().sorted()
                .map(room -> DynamicTest.dynamicTest(room, () -> assertEquals(List.of(), violations(room))));
    }

    @Test
    void everyRoomIsListed() throws IOException {
        try (Stream<Path> rooms = Files.list(SOURCES)) {
            assertEquals(MAY_IMPORT.keySet().stream().sorted().toList(),
                    rooms.filter(Files::isDirectory).map(p -> p.getFileName().toString()).sorted().toList());
        }
    }

    private static List<String> violations(String room) throws IOException {
        List<String> found = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> walk = Files.walk(SOURCES.resolve(room))) {
            files = walk.filter(p -> p.toString().endsWith(".java")).toList();
        }
        assertTrue(!files.isEmpty(), "no sources in " + room);
        for (Path file : files) {
            String text = Files.readString(file);
            Matcher imports = IMPORT.matcher(text);
            while (imports.find()) {
                String imported = imports.group(1);
                if (!mayImport(room, imported)) {
                    found.add(file + ": import " + imported);
                }
            }
            for (String name : FORBIDDEN) {
                if (text.contains(name) && !isAllowed(room, file, name)) {
                    found.add(file + ": " + name);
                }
            }
        }
        return found;
    }

    private static boolean mayImport(String room, String imported) {
        if (imported.startsWith("zdaemon.")) {
            String other = imported.split("\\.")[1];
            return other.equals(room) || MAY_IMPORT.get(room).contains(other);
        }
        for (Map.Entry<String, Set<String>> owned : OWNED.entrySet()) {
            if (imported.startsWith(owned.getKey())) {
                return owned.getValue().contains(room);
            }
        }
        return imported.startsWith("java.");
    }

    /** The delivery agent is a process of its own that talks to mail and web servers; it is not the manager. */
    private static boolean isAllowed(String room, Path file, String name) {
        return room.equals("eventlog") && file.getFileName().toString().startsWith("Delivery")
                && (name.equals("java.util.concurrent") || name.equals("java.nio.channels"));
    }
}
