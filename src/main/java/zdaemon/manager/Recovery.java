package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.posix.Clock;
import zdaemon.posix.PosixException;
import zdaemon.program.Messages;

/**
 * What is left when the manager itself has failed: that is its own trouble, not the program's, which goes on. This process
 * begins anew as the same release; not more than once in a minute, for it may fail again. Otherwise it ends as if it had been
 * killed: what a successor needs is written down, and the next command starts one.
 */
final class Recovery {
    static final long PAUSE_NANOS = 60_000_000_000L;

    private final Means means;
    private final Programs programs;
    private final Messages log;
    private final OptionalLong last;

    /** @param last when this process has recovered the last time, monotonic nanoseconds */
    Recovery(Means means, Programs programs, Messages log, OptionalLong last) {
        this.means = means;
        this.programs = programs;
        this.log = log;
        this.last = last;
    }

    /** What runs, and shall go on. */
    interface Programs {
        /** Lets go of them, because their manager cannot go on. */
        void abandon();

        /** Ends start tests that run: another release begins them anew. */
        void abandonTests();
    }

    /** What the process can do with itself; a seam for tests, who live on. */
    interface Means {
        /** Monotonic nanoseconds. */
        long now();

        /**
         * Becomes the same release anew. Returns only by exception.
         *
         * @param now when the failure was
         */
        void beginAnew(long now) throws PosixException;

        /** Ends at once, and puts nothing in order. */
        void end();
    }

    /** By exec. */
    record Exec(Successor successor) implements Means {
        @Override
        public long now() {
            return Clock.monotonicNanos();
        }

        @Override
        public void beginAnew(long now) throws PosixException {
            successor.execute(Successor.thisRelease(), List.of(ManagerMain.RECOVERED + now), Optional.empty());
        }

        @Override
        public void end() {
            ManagerMain.endAsIfKilled();
        }
    }

    /** Does not return to a manager. */
    void from(Throwable failure) {
        String trouble = "the daemon manager has failed: " + ManagerMain.describe(failure);
        try {
            long now = means.now();
            if (last.isEmpty() || now - last.getAsLong() > PAUSE_NANOS) {
                say(trouble + "; it begins anew, and the program goes on");
                programs.abandonTests();
                means.beginAnew(now);
            }
        } catch (PosixException | RuntimeException | Error e) {
            trouble = "the daemon manager could not begin anew: " + ManagerMain.describe(e);
        }
        say(trouble + "; it ends, the program goes on, and the next command starts another daemon manager");
        try {
            programs.abandon();
        } catch (RuntimeException | Error e) {
            say("a start test may go on: " + ManagerMain.describe(e));
        } finally {
            means.end();
        }
    }

    private void say(String message) {
        try {
            log.log(Level.CRITICAL, message);
        } catch (RuntimeException | Error e) {
            // Nobody can be told that nobody can be told.
            return;
        }
    }
}
