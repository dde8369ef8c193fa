package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.UsageException;
import zdaemon.posix.Account;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.spec.Settings;

/**
 * Makes the folders that a manager needs when only their last component is missing: the working directory's and the
 * control socket's, with mode 0777 less the umask option, the target user's if there is one (behaviour §1).
 */
public final class Folders {
    private static final int EVERYTHING = 0777;
    private static final int OWNERS = 0700;

    private Folders() {
    }

    /**
     * Makes what is missing, all or nothing.
     *
     * @param settings with absolute paths
     * @param owner    who gets the new folders; this process's user when empty
     * @return the paths of those that it made
     * @throws UsageException when one cannot be made
     */
    public static List<String> make(Settings settings, Optional<Account> owner) throws UsageException {
        List<String> missing = new ArrayList<>(2);
        if (settings.daemon() && settings.directory().isPresent()) {
            addIfMissing(settings.directory().get(), missing);
        }
        String socket = settings.socketName();
        addIfMissing(socket.substring(0, Math.max(1, socket.lastIndexOf('/'))), missing);
        for (int i = 0; i < missing.size(); i++) {
            try {
                make(missing.get(i), EVERYTHING & ~settings.umask(), owner);
            } catch (PosixException e) {
                remove(missing.subList(0, i));
                throw new UsageException("can't create directory '" + missing.get(i) + "': " + e.errno().message());
            }
        }
        return missing;
    }

    private static void addIfMissing(String path, List<String> missing) throws UsageException {
        try {
            if (FileSystem.status(path).isEmpty() && !missing.contains(path)) {
                missing.add(path);
            }
        } catch (PosixException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static void make(String path, int mode, Optional<Account> owner) throws PosixException {
        FileSystem.makeDirectory(path, OWNERS);
        try (Fd folder = Fd.open(path, Open.READ + Open.DIRECTORY + Open.NO_FOLLOW, 0)) {
            // Through the descriptor: between two calls by name, whoever may write to the parent could put something
            // else in its place, and have us give that away.
            String same = "/proc/self/fd/" + folder.number();
            FileStatus status = FileSystem.status(folder);
            if (status.uid() == Credentials.effectiveUid()) {
                FileSystem.changeMode(same, mode);
                if (owner.isPresent() && owner.get().uid() != status.uid()) {
                    FileSystem.changeOwner(same, owner.get().uid(), owner.get().gid());
                }
            }
        } catch (PosixException e) {
            remove(List.of(path));
            throw e;
        }
    }

    /** Undoes {@link #make}. */
    public static void remove(List<String> paths) {
        for (String path : paths) {
            try {
                FileSystem.removeDirectory(path);
            } catch (PosixException e) {
                // Somebody uses it already, so it shall stay.
                continue;
            }
        }
    }
}
