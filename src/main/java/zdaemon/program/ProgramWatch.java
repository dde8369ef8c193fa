package zdaemon.program;

import java.util.Optional;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;

/** What the loop watches for one program: descriptors that come and go, and are the program's to close, and its deadline. */
public final class ProgramWatch implements AutoCloseable {
    private final SupervisedProgram program;
    private final Ear report;
    private final Ear adopted;
    private final Ear straggler;
    private final Ear clock;

    private enum Subject { REPORT, ADOPTED, STRAGGLER, CLOCK }

    public ProgramWatch(Loop loop, SupervisedProgram program) {
        this.program = program;
        report = new Ear(loop, Priority.EXEC_REPORT, Subject.REPORT);
        adopted = new Ear(loop, Priority.PROCESS, Subject.ADOPTED);
        straggler = new Ear(loop, Priority.PROCESS, Subject.STRAGGLER);
        clock = new Ear(loop, Priority.DEADLINE, Subject.CLOCK);
    }

    /** Follows what has begun and ended since the last turn. */
    public void refresh() {
        report.follow(program.execReport());
        adopted.follow(program.adoptedProcess());
        straggler.follow(program.straggler());
        clock.due(program.nextDeadline());
    }

    @Override
    public void close() {
        report.close();
        adopted.close();
        straggler.close();
        clock.close();
    }

    private final class Ear extends Source {
        private final Subject subject;

        Ear(Loop loop, Priority priority, Subject subject) {
            super(loop, priority);
            this.subject = subject;
        }

        void follow(Optional<Fd> wanted) {
            if (wanted.isEmpty()) {
                if (descriptor().isPresent()) {
                    unwatch();
                }
            } else {
                watch(wanted.get(), true, false);
            }
        }

        @Override
        protected boolean step(long now) throws PosixException {
            switch (subject) {
                case REPORT -> program.readExecReport();
                case ADOPTED -> {
                    if (isReadable() && program.adoptedProcess().isPresent()) {
                        program.adoptedEnded();
                    }
                }
                case STRAGGLER -> {
                    if (isReadable() && program.straggler().isPresent()) {
                        program.stragglerEnded();
                        refresh();
                    }
                }
                case CLOCK -> {
                    // What was due may have been no event, and the next deadline another one.
                    program.tick();
                    clock.due(program.nextDeadline());
                }
            }
            return false;
        }

        @Override
        public void close() {
            unwatch();
            super.close();
        }
    }
}
