package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.PosixException;
import zdaemon.program.SupervisedProgram;

/**
 * What is left when the manager itself has failed: that is its own trouble, not the program's, which goes on. This process
 * begins anew as the same release; not more than once in a minute, for it may fail again. Otherwise it ends as if it had been
 * killed: what a successor needs is written down, and the next command starts one.
 */
final class Recovery {
    private static final long PAUSE_NANOS = 60_000_000_000L;

    private final Successor successor;
    private final SupervisedProgram program;
    private final EventLog log;
    private final OptionalLong last;

    /** @param last when this process has recovered the last time, monotonic nanoseconds */
    Recovery(Successor successor, SupervisedProgram program, EventLog log, OptionalLong last) {
        this.successor = successor;
        this.program = program;
        this.log = log;
        this.last = last;
    }

    /** Never returns. */
    void from(Throwable failure) {
        try {
            long now = Clock.monotonicNanos();
            if (last.isEmpty() || now - last.getAsLong() > PAUSE_NANOS) {
                say(failure, "it begins anew");
                program.abandonTest();
                successor.execute(Successor.thisRelease(), List.of(ManagerMain.RECOVERED + now), Optional.empty());
            }
        } catch (PosixException | RuntimeException | Error e) {
            say(e, "it could not begin anew");
        }
        say(failure, "it ends, and the next command starts another one");
        try {
            program.abandon();
        } catch (RuntimeException | Error e) {
            say(e, "what it has begun stays as it is");
        } finally {
            ManagerMain.endAsIfKilled();
        }
    }

    private void say(Throwable failure, String consequence) {
        try {
            log.log(Level.CRITICAL.number(), "the daemon manager has failed: " + ManagerMain.describe(failure) + "; "
                    + consequence + ", and the program goes on");
        } catch (RuntimeException | Error e) {
            // Nobody can be told that nobody can be told.
            return;
        }
    }
}
