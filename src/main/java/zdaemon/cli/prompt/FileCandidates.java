package zdaemon.cli.prompt;

import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import zdaemon.posix.Directory;
import zdaemon.posix.Environment;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.PosixException;

/** Files whose names begin as the word at the end of a line does. */
final class FileCandidates {
    private static final String HOME = "~/";

    private FileCandidates() {
    }

    /** Adds them; folders end in a slash and can be continued, hidden files are offered only after a dot. */
    static void of(LineWords line, List<Candidate> candidates) {
        String word = line.word();
        int slash = word.lastIndexOf('/') + 1;
        String prefix = word.substring(slash);
        String folder = folder(word.substring(0, slash), line.isShell());
        for (String name : names(folder)) {
            boolean hidden = name.startsWith(".") && prefix.isEmpty();
            if (name.startsWith(prefix) && !hidden && canBeTyped(name, line.isShell())) {
                boolean isFolder = isFolder(folder + name);
                String end = isFolder ? "/" : "";
                candidates.add(new Candidate(word.substring(0, slash) + name + end, name + end, null, null, null, null,
                        !isFolder));
            }
        }
    }

    /** Only the shell knows {@code ~}. */
    private static String folder(String typed, boolean isShell) {
        if (typed.isEmpty()) {
            return "./";
        }
        Optional<String> home = Environment.get("HOME");
        return isShell && typed.startsWith(HOME) && home.isPresent()
                ? home.get() + typed.substring(1) : typed;
    }

    private static List<String> names(String folder) {
        try {
            return Directory.names(folder);
        } catch (PosixException e) {
            return List.of();
        }
    }

    private static boolean isFolder(String path) {
        try {
            Optional<FileStatus> status = FileSystem.status(path);
            return status.isPresent() && status.get().type() == FileType.DIRECTORY;
        } catch (PosixException e) {
            return false;
        }
    }

    /** The interpreter's words cannot hold white space, and nobody's terminal shall obey a file's name. */
    private static boolean canBeTyped(String name, boolean isShell) {
        for (int at = 0; at < name.length(); at++) {
            char c = name.charAt(at);
            if (Character.isISOControl(c) || (!isShell && Character.isWhitespace(c))) {
                return false;
            }
        }
        return true;
    }
}
