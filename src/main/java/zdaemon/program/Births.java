package zdaemon.program;

import java.util.OptionalInt;
import zdaemon.posix.Pid;

/**
 * Who may have been born since a moment. Numbers are given to processes in a circle, proc_sys_kernel(5): so one that has not
 * been passed by since still means the same process, or nobody.
 */
final class Births {
    /** The circle has at least 32,768 numbers, and no machine forks so many processes in a tenth of a second. */
    private static final long MOMENT_NANOS = 100_000_000L;

    private final Kernel kernel;
    private final OptionalInt before;
    private final long began;

    Births(Kernel kernel) {
        this.kernel = kernel;
        this.began = kernel.now();
        this.before = kernel.births();
    }

    /** Whether a process may have been started since. */
    boolean some() {
        return before.isEmpty() || !before.equals(kernel.births());
    }

    Since since() {
        OptionalInt after = kernel.births();
        boolean isKnown = before.isPresent() && after.isPresent() && kernel.now() - began < MOMENT_NANOS;
        return isKnown ? new Since(true, before.getAsInt(), after.getAsInt()) : new Since(false, 0, 0);
    }

    /** Those whose numbers are beyond one, up to another. */
    record Since(boolean isKnown, int before, int last) {
        boolean mayHave(Pid pid) {
            int number = pid.value();
            return !isKnown || (before <= last ? number > before && number <= last : number > before || number <= last);
        }
    }
}
