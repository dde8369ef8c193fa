package zdaemon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;

/** Without the image: the plain jar on any JDK, never with a warning. */
@EndToEnd
class JarIT {
    static final Path JAR = Path.of(System.getProperty("zdaemon.jar", "target/zdaemon.jar")).toAbsolutePath();
    static final String JAVA = System.getProperty("java.home") + "/bin/java";

    /** The two ways that users know. Paths are relative, as one types them. */
    private enum Way {
        JAR_FILE {
            @Override
            List<String> command(Sandbox sandbox) {
                return List.of(JAVA, "-jar", relative(sandbox, JAR));
            }
        },
        MODULE {
            @Override
            List<String> command(Sandbox sandbox) {
                return List.of(JAVA, "--enable-native-access=zdaemon", "-p",
                        relative(sandbox, JAR) + ":" + relative(sandbox, JAR.resolveSibling("lib")), "-m", "zdaemon");
            }
        };

        abstract List<String> command(Sandbox sandbox);

        private static String relative(Sandbox sandbox, Path path) {
            return sandbox.folder().relativize(path).toString();
        }

        Result run(Sandbox sandbox, String... arguments) {
            List<String> words = new ArrayList<>(command(sandbox));
            Stream.of(arguments).forEach(words::add);
            return sandbox.execute("", words).finish();
        }
    }

    @ParameterizedTest
    @EnumSource
    void knowsItsVersion(Way way, Sandbox sandbox) {
        way.run(sandbox, "--version").quietly().exits(0).matches("zdaemon \\d+\\.\\d+\\.\\d+(-SNAPSHOT)?\n");
    }

    /** What somebody's default java mostly is. */
    @Test
    void anOldRuntimeSaysWhatToDo(Sandbox sandbox) throws IOException {
        Path java;
        try (Stream<Path> all = Files.list(Path.of("/usr/lib/jvm"))) {
            java = all.filter(jdk -> jdk.getFileName().toString().matches("java-(8|11|17|21)-openjdk.*"))
                    .map(jdk -> jdk.resolve("bin/java")).filter(Files::isExecutable).findAny().orElse(Path.of(""));
        } catch (NoSuchFileException e) {
            java = Path.of("");
        }
        assumeTrue(Files.isExecutable(java), "no old Java runtime is installed");
        Result result = sandbox.execute("", List.of(java.toString(), "-jar", JAR.toString(), "-p", "true", "status")).finish();
        result.exits(1).prints("");
        assertTrue(result.err().matches("Error: zdaemon needs Java 22 or newer, and this is Java [\\d.]+ \\(.*\\); "
                + "run it with a newer one: .*\n"), result::err);
    }

    /** The manager works in another directory than the command that starts it. */
    @ParameterizedTest
    @EnumSource
    void supervises(Way way, Sandbox sandbox) {
        String[] start = {"-p", "sleep 1000", "-z", "elsewhere", "start"};
        way.run(sandbox, start).quietly().exits(0).matches(Daemon.STARTED);
        Result status = way.run(sandbox, "-p", "sleep 1000", "status", "-l").quietly().exits(0);
        Proc manager = Proc.of(Long.parseLong(status.matches(".*\nmanager=(\\d+)\n.*").group(1)));
        assertTrue(manager.arguments().contains("-Xint"), manager::toString);
        way.run(sandbox, "-p", "sleep 1000", "restart").quietly().exits(0).matches(Daemon.RESTARTED);
        way.run(sandbox, "-p", "sleep 1000", "upgrade").quietly().exits(0)
                .prints("daemon manager upgraded, pid=" + manager.pid() + "\n");
        way.run(sandbox, "-p", "sleep 1000", "stop").quietly().exits(0).matches(Daemon.STOPPED);
        until("the manager is gone", () -> !manager.alive());
    }

    @ParameterizedTest
    @EnumSource
    void runsInTheForeground(Way way, Sandbox sandbox) {
        way.run(sandbox, "-p", "sh -c", "fg", "echo $0 $1$2; exit 7", "ä", "", "ö", "").quietly().exits(7)
                .prints("sh -c echo $0 $1$2; exit 7 ä  ö\nä ö\n");
    }

    /** Where no launcher has opened /dev/null in its place. */
    @ParameterizedTest
    @EnumSource
    void aClosedStandardInputIsEmpty(Way way, Sandbox sandbox) {
        String command = String.join(" ", way.command(sandbox));
        sandbox.shell(command + " -p cat fg <&-").quietly().exits(0).prints("cat\n");
        sandbox.shell(command + " -p true <&-").quietly().exits(0);
    }

    @ParameterizedTest
    @EnumSource
    void refusesNonsense(Way way, Sandbox sandbox) {
        way.run(sandbox, "status").refuses("no program specified; use -p or -C");
    }

    /** The runtime that reads them says so, but that is once, and the program gets them. */
    @ParameterizedTest
    @EnumSource
    void variablesForJavaProgramsReachTheProgram(Way way, Sandbox sandbox) {
        sandbox.environment.put("JAVA_TOOL_OPTIONS", "-Dcolour=blue");
        Result result = way.run(sandbox, "-p", "env", "fg").exits(0).contains("\nJAVA_TOOL_OPTIONS=-Dcolour=blue\n")
                .complains("Picked up JAVA_TOOL_OPTIONS: -Dcolour=blue\n");
        assertEquals(List.of(), result.out().lines().filter(line -> line.contains("KEEPS")).toList());
    }

    /** Where lines are edited, which takes native access of another module. */
    @ParameterizedTest
    @EnumSource
    void promptsAtATerminal(Way way, Sandbox sandbox) {
        assumeTrue(Tool.which("script") != null, "no script on this machine");
        sandbox.environment.put("TERM", "xterm");
        sandbox.environment.put("XDG_STATE_HOME", sandbox.path("state").toString());
        String command = String.join(" ", way.command(sandbox)) + " -p x";
        Result result = sandbox.execute("quit\n", List.of("script", "-qec", command, "/dev/null")).finish().exits(0);
        result.contains("program: x\r\ndaemon manager not running\r\n").contains("zdaemon> quit");
        assertFalse(result.out().contains("WARNING"), result::toString);
    }
}
