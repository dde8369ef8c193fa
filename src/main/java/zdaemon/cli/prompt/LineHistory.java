package zdaemon.cli.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Credentials;
import zdaemon.posix.Environment;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;

/**
 * The lines of former sessions, in {@code ${XDG_STATE_HOME:-~/.local/state}/zdaemon/history}, for the user's eyes only.
 * When that is not to be had, or belongs to another user than this process, there is none, and
 * nothing is said about it: a tool for repairs must work on a full disk and from any user's shell.
 */
final class LineHistory {
    /** How many lines a session knows of the former ones; the file is cut when it has twice as many. */
    static final int KEPT = 500;
    private static final int OWNERS_FILE = 0600;
    private static final int OWNERS_FOLDER = 0700;

    private final Optional<String> file;
    private final List<String> lines;
    private String last = "";

    private LineHistory(Optional<String> file, List<String> lines) {
        this.file = file;
        this.lines = lines;
    }

    /** Opens the history of this process's user. */
    static LineHistory open() {
        Optional<String> state = absolute(Environment.get("XDG_STATE_HOME"));
        Optional<String> home = absolute(Environment.get("HOME"));
        if (state.isEmpty() && home.isEmpty()) {
            return new LineHistory(Optional.empty(), List.of());
        }
        return in(state.isPresent() ? state.get() : home.get() + "/.local/state");
    }

    /** Opens the history below a folder for state. */
    static LineHistory in(String state) {
        try {
            String folder = state + "/zdaemon";
            makeFolder(folder);
            String file = folder + "/history";
            Optional<FileStatus> status = FileSystem.linkStatus(file);
            if (status.isPresent() && (status.get().type() != FileType.REGULAR || !isOurs(status.get()))) {
                return new LineHistory(Optional.empty(), List.of());
            }
            return new LineHistory(Optional.of(file), status.isPresent() ? read(file) : List.of());
        } catch (PosixException e) {
            return new LineHistory(Optional.empty(), List.of());
        }
    }

    private static Optional<String> absolute(Optional<String> path) {
        return path.isPresent() && path.get().startsWith("/") ? path : Optional.empty();
    }

    /** Makes what is missing of a path; only below a folder that is ours already. */
    private static void makeFolder(String path) throws PosixException {
        Optional<FileStatus> status = FileSystem.status(path);
        if (status.isEmpty()) {
            int slash = path.lastIndexOf('/');
            makeFolder(slash <= 0 ? "/" : path.substring(0, slash));
            FileSystem.makeDirectory(path, OWNERS_FOLDER);
        } else if (!isOurs(status.get())) {
            throw new PosixException("use", Errno.EACCES, path);
        }
    }

    private static boolean isOurs(FileStatus status) {
        return status.uid() == Credentials.effectiveUid();
    }

    private static List<String> read(String file) throws PosixException {
        List<String> all = new ArrayList<>();
        byte[] bytes = FileSystem.read(file);
        int from = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '\n') {
                all.add(NativeString.decode(bytes, from, at));
                from = at + 1;
            }
        }
        if (all.size() <= KEPT) {
            return all;
        }
        List<String> kept = List.copyOf(all.subList(all.size() - KEPT, all.size()));
        if (all.size() > 2 * KEPT) {
            replace(file, kept);
        }
        return kept;
    }

    private static void replace(String file, List<String> lines) throws PosixException {
        String cut = file + "." + Processes.self().value();
        append(cut, String.join("\n", lines) + "\n", Open.EXCLUSIVE);
        FileSystem.rename(cut, file);
    }

    private static void append(String file, String text, int flags) throws PosixException {
        int append = Open.WRITE | Open.APPEND | Open.CREATE | Open.NO_FOLLOW | Open.NON_BLOCKING;
        try (Fd fd = Fd.open(file, append | flags, OWNERS_FILE)) {
            fd.writeFully(NativeString.encode(text));
        }
    }

    /** The lines of former sessions, oldest first. */
    List<String> lines() {
        return lines;
    }

    /** Keeps a line; not those that are blank, begin with a space, or repeat the line before. */
    void add(String line) {
        if (file.isEmpty() || line.isBlank() || line.startsWith(" ") || line.equals(last)) {
            return;
        }
        last = line;
        try {
            append(file.get(), line + "\n", 0);
        } catch (PosixException e) {
            // A full disk must not disturb the user, who may be about to mend it.
            return;
        }
    }
}
