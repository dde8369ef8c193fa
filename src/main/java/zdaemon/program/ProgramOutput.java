package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.FileUser;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessTable;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.ProgramSpec.FullPolicy;
import zdaemon.transcript.Keeping;
import zdaemon.transcript.Transcript;

/**
 * The way of the program's output to its transcript, as the manager finds or makes it; and the manager's own standard
 * streams. A program that runs already has a pipe, which is found by its name; or, if that was removed, by way of the
 * program.
 */
public final class ProgramOutput {
    private static final int STDIN = 0;

    private final ProgramSpec program;
    private final String path;
    private final Particulars particulars;
    private final FilesBeside files;
    private final Messages log;
    private OptionalInt cutOff = OptionalInt.empty();
    private String reason = "";

    /** That of a manager's only program. */
    public ProgramOutput(ProgramSpec program, FilesBeside files, Messages log) {
        this(program, Particulars.NONE, files, log);
    }

    /**
     * That of one of many programs: the file is found from its directory, and made in its user's name and with its umask.
     */
    public ProgramOutput(ProgramSpec program, Particulars particulars, FilesBeside files, Messages log) {
        this.program = program;
        this.particulars = particulars;
        this.path = particulars.from(program.text(Option.TRANSCRIPT));
        this.files = files;
        this.log = log;
    }

    /**
     * Opens it, and points the manager's own streams there.
     *
     * @param process the program's process, if there is one already
     */
    public Transcript open(Optional<Pid> process) throws ManagerFailure, PosixException {
        Transcript transcript = openBeside(process);
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            nothing.redirect(STDIN);
        }
        transcript.redirectOwn();
        return transcript;
    }

    /**
     * Opens it, and leaves the manager's own streams where they are.
     *
     * @param process the program's process, if there is one already
     */
    public Transcript openBeside(Optional<Pid> process) throws ManagerFailure, PosixException {
        requireOwn(path);
        Transcript transcript;
        try {
            transcript = openKept(process);
        } catch (PosixException e) {
            throw new ManagerFailure(1, "can't use transcript '" + path + "': " + e.getMessage());
        }
        if (cutOff.isPresent()) {
            log.log(Level.ERROR, reason);
        }
        return transcript;
    }

    /** Why output of the program's present process is lost; empty when it is not. */
    public Optional<String> loss(ProgramState state) {
        return cutOff.isPresent() && cutOff.getAsInt() == state.application() ? Optional.of(reason) : Optional.empty();
    }

    /** {@code /dev/stdout} and the like: until now this process's output is the pipe to the command that started it. */
    private static void requireOwn(String path) throws ManagerFailure, PosixException {
        Optional<FileStatus> status = FileSystem.status(path);
        if (status.isPresent() && status.get().type() != FileType.REGULAR && !path.equals("/dev/null")
                && (status.get().isSameFile(FileSystem.status(Fd.standard(1)))
                        || status.get().isSameFile(FileSystem.status(Fd.standard(2))))) {
            throw new ManagerFailure(1, "can't use transcript '" + path + "': it is an output of the command that starts "
                    + "the daemon, and ends with it; name a file, or use 'daemon off'");
        }
    }

    /** Where pipes can't have names, a program whose manager is killed loses its output; but it runs. */
    private Transcript openKept(Optional<Pid> process) throws PosixException {
        Optional<FileUser> user = particulars.fileUser();
        FullPolicy policy = program.choice(Option.TRANSCRIPT_FULL, FullPolicy.class);
        Keeping keeping = new Keeping(files.pipe(), files.staging(), particulars.uid());
        try {
            Optional<Fd> nameless = process.isPresent() && !path.equals("/dev/null")
                    ? nameless(process.get()) : Optional.empty();
            return nameless.isPresent()
                    ? Transcript.open(path, policy, keeping, user, nameless.get())
                    : Transcript.open(path, policy, keeping, user);
        } catch (PosixException e) {
            Transcript transcript = Transcript.open(path, policy, user);
            log.log(Level.ERROR, e.getMessage() + "; should the daemon manager be killed, output of the "
                    + "program would be lost");
            return transcript;
        }
    }

    /** The program's pipe, if its name is gone. A program may have pointed its own output elsewhere, and its children have it. */
    private Optional<Fd> nameless(Pid process) throws PosixException {
        boolean hasName = FileSystem.linkStatus(files.pipe()).isPresent();
        reason = "none of its processes has it open";
        Optional<Fd> found = reopen(process);
        if (found.isPresent() || hasName) {
            return found;
        }
        for (ProcessTable.Entry descendant : descendants(process)) {
            found = reopen(descendant.pid());
            if (found.isPresent()) {
                return found;
            }
        }
        if (writesElsewhere(process)) {
            return Optional.empty();
        }
        cutOff = OptionalInt.of(process.value());
        reason = "the pipe of the program's output was removed, and " + reason
                + "; what the program writes before its next start is lost, and it may have to wait";
        return Optional.empty();
    }

    /** Its manager had no pipe, with {@code daemon off}; or it has pointed its output elsewhere itself. */
    private static boolean writesElsewhere(Pid process) {
        try {
            return !PrivateFile.isNamedPipe(process, 1) && !PrivateFile.isNamedPipe(process, 2);
        } catch (PosixException e) {
            return false;
        }
    }

    private Optional<Fd> reopen(Pid holder) {
        try {
            return PrivateFile.reopenPipe(files.pipe(), holder, particulars.uid());
        } catch (PosixException e) {
            reason = e.getMessage();
            return Optional.empty();
        }
    }

    /** Those whose parents have ended since are children of this process, if it was their manager then. */
    private static List<ProcessTable.Entry> descendants(Pid process) throws PosixException {
        ProcessTable table = ProcessTable.read();
        List<ProcessTable.Entry> roots = new ArrayList<>(table.children(process));
        roots.addAll(table.children(Processes.self()));
        return table.stemmingFrom(roots);
    }
}
