package zdaemon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Until;

/** The command within another Java program, found as {@link java.util.spi.ToolProvider} in a JVM of its own. */
@EndToEnd
class ToolProviderIT {
    private static final String TESTS = Path.of("target/test-classes").toAbsolutePath().toString();
    private static final String HINT = "For help, use zdaemon -h\n";

    /** Where that program has our classes from. It is never the main module. */
    private enum Way {
        CLASS_PATH {
            @Override
            List<String> command() {
                return List.of(JarIT.JAVA, "--enable-native-access=ALL-UNNAMED", "-classpath", TESTS + ":" + JarIT.JAR,
                        Host.class.getName());
            }
        },
        MODULE_PATH {
            @Override
            List<String> command() {
                return List.of(JarIT.JAVA, "--enable-native-access=zdaemon", "-p",
                        JarIT.JAR + ":" + JarIT.JAR.resolveSibling("lib"), "--add-modules", "zdaemon",
                        "-classpath", TESTS, Host.class.getName());
            }
        };

        abstract List<String> command();

        /** What each line brought about: status, answers, complaints. */
        Result run(Sandbox sandbox, String... lines) {
            Result result = sandbox.execute(String.join("\n", lines) + "\n", command()).finish().quietly().exits(0);
            assertTrue(result.out().endsWith("still here\n"), result::toString);
            return result;
        }
    }

    @ParameterizedTest
    @EnumSource
    void supervises(Way way, Sandbox sandbox) {
        Result result = way.run(sandbox, "-p|sleep 1000|start", "-p|sleep 1000|start", "-p|sleep 1000|status|-l",
                "-p|sleep 1000|restart", "-p|sleep 1000|stop", "-p|sleep 1000|start", "-p|sleep 1000|kill|KILL",
                "-p|sleep 1000|status");
        Matcher lives = result.matches(
                "0 \\[" + Daemon.STARTED + "] \\[]\n"
                + "0 \\[daemon process already running; pid=(\\d+)\n] \\[]\n"
                + "0 \\[program running; .*\nmanager=(\\d+)\n.*] \\[]\n"
                + "0 \\[" + Daemon.RESTARTED + "] \\[]\n"
                + "0 \\[" + Daemon.STOPPED + "] \\[]\n"
                + "0 \\[" + Daemon.STARTED + "] \\[]\n"
                + "0 \\[kill.*] \\[]\n"
                + "0 \\[(?:program running|daemon manager running).*] \\[(?:delayed: .*\n)?]\nstill here\n");
        assertEquals(lives.group(1), lives.group(2));
        assertTrue(Proc.find(Long.parseLong(lives.group(3))).isEmpty());
        sandbox.zdaemon("-p", "sleep 1000", "stop").quietly().exits(0);
    }

    /** Managers are children of that program, which goes on when they have ended. */
    @ParameterizedTest
    @EnumSource
    void leavesNoZombies(Way way, Sandbox sandbox) {
        List<String> words = new ArrayList<>(way.command());
        words.add("until there are no children");
        String lines = "-p|sleep 1000|start\n-p|sleep 1000|stop\n";
        sandbox.execute(lines + lines, words).finish(Until.DEADLINE).quietly().exits(0);
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatNeedsAProcessOfItsOwn(Way way, Sandbox sandbox) {
        sandbox.write("conf", "<runner>\n program sleep 1000\n daemon off\n directory folder\n</runner>\n");
        sandbox.write("log", "");
        String refused = "2 [] [Error: %s needs a process of its own: run the command zdaemon\n" + HINT + "]\n";
        Result result = way.run(sandbox, "-p|echo hello|fg", "-p|x|logtail|log", "-C|conf|start");
        result.prints(refused.formatted("fg") + refused.formatted("logtail")
                + refused.formatted("start with daemon off") + "still here\n");
        assertEquals(List.of("conf", "log"), sandbox.list());
    }

    /** Its input is empty, so the interpreter greets and leaves. */
    @ParameterizedTest
    @EnumSource
    void answersAndComplainsWhereItIsTold(Way way, Sandbox sandbox) {
        way.run(sandbox, "--version", "status", "-p|sleep 1000", "-p|x|no-such-action").matches(
                "0 \\[zdaemon \\d.*\n] \\[]\n"
                + "2 \\[] \\[Error: no program specified; use -p or -C\n" + HINT + "]\n"
                + "0 \\[program: sleep 1000\ndaemon manager not running\n] \\[]\n"
                + "2 \\[] \\[Error: unknown action 'no-such-action'.*\n" + HINT + "]\nstill here\n");
    }
}
