package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalSet;
import zdaemon.posix.WaitStatus;

/** Runs a main class of the tests in a JVM of its own, with the manager's flags. */
public final class TestJvm {
    private static final List<String> FLAGS = List.of("--enable-native-access=ALL-UNNAMED", "-Xint", "-XX:+UseSerialGC",
            "-Xrs", "-XX:-MaxFDLimit", "-XX:-UsePerfData", "-XX:+UnlockDiagnosticVMOptions", "-XX:AsyncDeflationInterval=0",
            "-XX:GuaranteedSafepointInterval=0", "-Dzdaemon.runtime=own");

    /** Twenty thousand starts on a busy machine take minutes. */
    private static final long DEADLINE = 1_200_000_000_000L;

    private TestJvm() {}

    public static String java() {
        return System.getProperty("java.home") + "/bin/java";
    }

    /** The command after the executable's name. */
    public static List<String> arguments(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(FLAGS);
        command.add("-cp");
        // Surefire's own class path is a jar that is nothing but a list.
        command.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /**
     * All that it prints, after it has ended well. It starts with TERM, INT, HUP and CHLD blocked, as the manager does.
     */
    public static String output(Class<?> main, String... arguments) throws PosixException {
        List<String> command = new ArrayList<>(List.of("java"));
        command.addAll(arguments(main, arguments));
        SpawnPlan plan = SpawnPlan.of(java(), command, List.of("LC_ALL=C"))
                .withMask(SignalSet.of(Signal.TERM, Signal.INT, Signal.HUP, Signal.CHLD));
        Run run = Run.of(plan, DEADLINE);
        assertEquals(new WaitStatus.Exited(0), run.status(), run.output());
        return run.output();
    }
}
