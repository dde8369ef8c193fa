package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs the manual's commands and compares what they print with what the manual shows. */
final class ManualShell {

    private static final Pattern PID = Pattern.compile("pid=(\\d+)");

    private final Sandbox sandbox;

    /** The pids of this run by those that the manual shows for them. */
    private final Map<String, String> pids = new HashMap<>();

    ManualShell(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Runs a command of the manual; the output and exit status must be those. */
    void system(String command, String output, int status) {
        Result result = sandbox.shell(command).exits(status).quietly();
        Matcher shown = PID.matcher(output);
        if (shown.find()) {
            Matcher actual = PID.matcher(result.out());
            assertTrue(actual.find(), result::toString);
            String known = pids.putIfAbsent(shown.group(1), actual.group(1));
            assertTrue(known == null || known.equals(actual.group(1)), result::toString);
        }
        assertEquals(normalise(output), normalise(result.out()), result::toString);
    }

    /** The process for which the manual shows that pid. */
    Proc process(String shown) {
        return Proc.of(Long.parseLong(pids.get(shown)));
    }

    private static String normalise(String output) {
        return PID.matcher(output).replaceAll("pid=PID").replaceFirst("^(\\. )*\n?", "");
    }
}
