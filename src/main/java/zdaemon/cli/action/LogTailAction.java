package zdaemon.cli.action;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.Patience;
import zdaemon.client.Patience.Wake;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.FileWatch;
import zdaemon.posix.PosixException;
import zdaemon.posix.Terminal;
import zdaemon.spec.Option;

/**
 * {@code logtail [FILE]}: the end of a log and whatever is added, across truncation and rotation, until interrupted.
 */
final class LogTailAction {
    private static final int STDOUT = 1;

    private LogTailAction() {
    }

    static int run(Session session, List<String> arguments) throws UsageException, PosixException {
        Optional<String> file = arguments.isEmpty() ? session.settings().client().find(Option.LOGFILE) : Optional.of(arguments.get(0));
        if (file.isEmpty()) {
            session.out().line("No default log file specified; use logtail <logfile>");
            return Exit.DONE;
        }
        session.requireOwnProcess("logtail");
        // Watched first: what is added while the first lines are read is not missed.
        String path = FileSystem.absolute(file.get());
        Optional<FileStatus> status = FileSystem.status(path);
        if (status.isPresent() && status.get().type() != FileType.REGULAR && status.get().type() != FileType.DIRECTORY) {
            return stream(session, path);
        }
        try (FileWatch watch = FileWatch.on(path);
                FollowedFile followed = new FollowedFile(path, session.out());
                Patience patience = Patience.untilInterrupted(session.interrupts())) {
            followed.begin();
            while (patience.untilReadable(watch.fd()) == Wake.READY) {
                watch.drain();
                followed.goOn();
            }
            return ended(session);
        }
    }

    /** A FIFO or a device has no end to begin at: what comes is shown. */
    private static int stream(Session session, String path) throws PosixException {
        try (FollowedStream followed = new FollowedStream(path, session.out());
                Patience patience = Patience.untilInterrupted(session.interrupts())) {
            boolean goesOn = true;
            while (goesOn && patience.untilReadable(followed.fd()) == Wake.READY) {
                goesOn = followed.goOn();
            }
            return ended(session);
        }
    }

    private static int ended(Session session) throws PosixException {
        if (Terminal.isTerminal(Fd.standard(STDOUT))) {
            // The prompt shall not follow the terminal's ^C on its line.
            session.out().line("");
        }
        return session.endedBySignal(Exit.DONE);
    }
}
