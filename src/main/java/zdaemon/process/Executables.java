package zdaemon.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.PosixException;

/**
 * Finds the file that a program's name stands for, as execvp(3) would, but says why when there is none
 * (behaviour §4).
 */
public final class Executables {
    private static final String PATH = "PATH=";
    private static final String DEFAULT_PATH = "/bin:/usr/bin";

    private Executables() {
    }

    /** What the search came to. */
    public sealed interface Search {
    }

    /**
     * The program can be run.
     *
     * @param file the path to hand to execve(2)
     */
    public record Found(String file) implements Search {
    }

    /**
     * The program cannot be run.
     *
     * @param message literal text of behaviour §4
     */
    public record Missing(String message) implements Search {
    }

    /**
     * Looks a program up: as it is when it holds a slash, else in each folder of {@code PATH}.
     *
     * @param environment entries {@code NAME=value}; the {@code PATH} in it is the one searched
     */
    public static Search find(String program, List<String> environment) throws PosixException {
        return find(program, environment, Optional.empty());
    }

    /**
     * The same for a process that goes to another directory before it executes the file.
     *
     * @param directory where relative paths begin; the current directory when empty
     */
    public static Search find(String program, List<String> environment, Optional<String> directory) throws PosixException {
        if (program.indexOf('/') >= 0) {
            return judge(program, from(directory, program));
        }
        String path = path(environment);
        Optional<String> refused = Optional.empty();
        for (String folder : split(path)) {
            String candidate = folder.isEmpty() ? program : folder + "/" + program;
            String file = from(directory, candidate);
            Optional<FileStatus> status = statusIfVisible(file);
            if (status.isEmpty() || status.get().type() == FileType.DIRECTORY) {
                continue;
            }
            if (isRunnable(file, status.get())) {
                return new Found(candidate);
            }
            if (refused.isEmpty()) {
                refused = Optional.of(candidate);
            }
        }
        return refused.isPresent()
                ? new Missing("no permission to run program '" + refused.get() + "'")
                : new Missing("can't find program '" + program + "' on PATH " + path);
    }

    private static Search judge(String program, String file) throws PosixException {
        Optional<FileStatus> status = statusIfVisible(file);
        if (status.isEmpty()) {
            return new Missing("can't stat program '" + program + "'");
        }
        return isRunnable(file, status.get())
                ? new Found(program) : new Missing("no permission to run program '" + program + "'");
    }

    private static String from(Optional<String> directory, String path) {
        return directory.isEmpty() || path.startsWith("/") ? path : directory.get() + "/" + path;
    }

    /** A folder of PATH that this user may not search is passed over, as execvp(3) does. */
    private static Optional<FileStatus> statusIfVisible(String file) throws PosixException {
        try {
            return FileSystem.status(file);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.EACCES)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isRunnable(String file, FileStatus status) throws PosixException {
        return status.type() == FileType.REGULAR && FileSystem.isExecutable(file);
    }

    /** {@return the value of {@code PATH}, or what is searched without one} */
    public static String path(List<String> environment) {
        for (String entry : environment) {
            if (entry.startsWith(PATH)) {
                return entry.substring(PATH.length());
            }
        }
        return DEFAULT_PATH;
    }

    /** Splits at colons; an empty part is the current folder. */
    private static List<String> split(String path) {
        List<String> folders = new ArrayList<>();
        int from = 0;
        for (int colon = path.indexOf(':'); colon >= 0; colon = path.indexOf(':', from)) {
            folders.add(path.substring(from, colon));
            from = colon + 1;
        }
        folders.add(path.substring(from));
        return folders;
    }
}
