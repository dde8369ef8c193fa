package zdaemon.process;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/**
 * Why a child has not become its program, beyond the error number: for a script, execve(2) says of a missing interpreter that
 * the script is missing.
 */
public final class ExecFailure {
    /** As much of the first line as the kernel looks at, BINPRM_BUF_SIZE. */
    private static final int FIRST_LINE = 256;
    /** So many scripts in a row the kernel looks at. */
    private static final int MOST_INTERPRETERS = 5;

    private ExecFailure() {}

    /** Whether the next attempt is bound to fail in the same way, as long as nobody changes the file system or the settings. */
    public static boolean isPermanent(SpawnReport.Failed failed) {
        Errno errno = failed.errno();
        return switch (failed.step()) {
            case EXEC, DIRECTORY -> errno.equals(Errno.ENOENT) || errno.equals(Errno.EACCES)
                    || errno.equals(Errno.ENOEXEC) || errno.equals(Errno.ENOTDIR) || errno.equals(Errno.ELOOP)
                    || errno.equals(Errno.E2BIG) || errno.equals(Errno.EPERM) || errno.equals(Errno.ENAMETOOLONG)
                    || errno.equals(Errno.EINVAL);
            case GROUPS, GID, UID, CAPABILITIES -> errno.equals(Errno.EPERM) || errno.equals(Errno.EINVAL);
            case SESSION, PROCESS_GROUP, STDIN, STDOUT, STDERR, CLOSE, KEEP, UMASK, LIMITS, DISPOSITIONS, HOLD, MASK -> false;
        };
    }

    /** {@code can't exec './x': its interpreter '/bin/nosuch' is missing}. */
    public static String explain(SpawnReport.Failed failed, SpawnPlan plan) {
        String said = Spawner.explain(failed, plan);
        if (failed.step() != SpawnStep.EXEC) {
            return said;
        }
        String file = path(plan);
        try {
            Optional<FileStatus> status = FileSystem.status(file);
            if (status.isEmpty()) {
                return said;
            }
            if (status.get().type() == FileType.DIRECTORY) {
                return said + ": it is a folder";
            }
            return said + aboutInterpreter(failed.errno(), firstLine(file), plan, MOST_INTERPRETERS);
        } catch (PosixException e) {
            return said;
        }
    }

    /**
     * Why a file that may be executed cannot be all the same, as far as can be told before: a script without its interpreter.
     *
     * @return for the end of a message; empty if nothing speaks against it
     */
    public static String foresee(SpawnPlan plan) {
        try {
            String line = firstLine(path(plan));
            return line.startsWith("#!") ? aboutInterpreter(Errno.EACCES, line, plan, MOST_INTERPRETERS) : "";
        } catch (PosixException e) {
            // It may be executed, but not read.
            return "";
        }
    }

    private static String aboutInterpreter(Errno errno, String line, SpawnPlan plan, int depth)
            throws PosixException {
        if (errno.equals(Errno.ENOEXEC)) {
            return line.startsWith("#!") ? "" : ": it is neither a program of this machine nor a script that begins with #!";
        }
        if (!line.startsWith("#!")) {
            return errno.equals(Errno.ENOENT)
                    ? ": the file is there, but the loader that it needs is not (is it for another system?)" : "";
        }
        String rest = line.substring(2).strip();
        int end = 0;
        while (end < rest.length() && rest.charAt(end) != ' ' && rest.charAt(end) != '\t') {
            end++;
        }
        String interpreter = rest.substring(0, end);
        String quoted = PosixException.quote(interpreter);
        if (line.endsWith("\r") && end == rest.length()) {
            return ": its first line ends with a carriage return, so the interpreter " + PosixException.quote(
                    interpreter + "\r") + " is looked for; write the file with Unix line ends";
        }
        Optional<FileStatus> status = FileSystem.status(inDirectory(interpreter, plan));
        if (status.isEmpty()) {
            return ": its interpreter " + quoted + " is missing";
        }
        if (status.get().type() == FileType.DIRECTORY) {
            return ": its interpreter " + quoted + " is a folder";
        }
        if (!FileSystem.isExecutable(inDirectory(interpreter, plan))) {
            return ": no permission to run its interpreter " + quoted;
        }
        String further = depth == 0 ? ""
                : aboutInterpreter(errno, firstLine(inDirectory(interpreter, plan)), plan, depth - 1);
        return further.isEmpty() ? "" : ": can't run its interpreter " + quoted + further;
    }

    private static String firstLine(String file) throws PosixException {
        try (Fd script = Fd.open(file, Open.READ, 0); Buffer begin = Buffer.allocate(FIRST_LINE)) {
            String text = new String(begin.get(0, script.read(begin)), StandardCharsets.ISO_8859_1);
            int end = text.indexOf('\n');
            return NativeString.decode((end < 0 ? text : text.substring(0, end)).getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private static String path(SpawnPlan plan) {
        return inDirectory(plan.executable(), plan);
    }

    private static String inDirectory(String file, SpawnPlan plan) {
        return file.startsWith("/") || plan.directory().isEmpty() ? file : plan.directory().get() + "/" + file;
    }
}
