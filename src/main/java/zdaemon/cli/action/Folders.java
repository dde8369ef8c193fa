package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.posix.Account;
import zdaemon.posix.Credentials;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * Makes the folders that a manager needs when only their last component is missing: the working directory's and the
 * control socket's, with mode 0777 less the umask option, the target user's if there is one (behaviour §1). Root makes
 * folders for another user only where nobody else can put another folder in their place meanwhile; elsewhere that user makes
 * them, with that user's rights.
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
     * @param owner    who gets the new folders and makes the rest of them; this process's user when empty
     * @return the paths of those that it made
     * @throws UsageException when one cannot be made
     */
    public static List<String> make(Settings settings, Optional<Account> owner) throws UsageException {
        List<String> missing = new ArrayList<>(2);
        if (settings.manager().flag(Option.DAEMON) && settings.program().find(Option.DIRECTORY).isPresent()) {
            addIfMissing(settings.program().find(Option.DIRECTORY).get(), missing);
        }
        String socket = settings.manager().socket();
        addIfMissing(socket.substring(0, Math.max(1, socket.lastIndexOf('/'))), missing);
        List<String> made = new ArrayList<>(2);
        for (int i = 0; i < missing.size(); i++) {
            try {
                if (make(missing.get(i), settings.program().number(Option.UMASK), owner)) {
                    made.add(missing.get(i));
                }
            } catch (PosixException e) {
                remove(made);
                throw new UsageException("can't create directory '" + missing.get(i) + "': "
                        + (e.call().equals("mkdir") ? e.errno().message() : e.getMessage()));
            }
        }
        return made;
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

    private static boolean make(String path, int umask, Optional<Account> owner) throws PosixException {
        String name = nameOf(path);
        try (Folder parent = Folder.ofParent(path)) {
            if (owner.isEmpty() || owner.get().uid() == Credentials.effectiveUid()) {
                int before = FileSystem.umask(umask);
                try {
                    parent.makeFolder(name, EVERYTHING);
                } finally {
                    FileSystem.umask(before);
                }
                return true;
            }
            if (!parent.isOursAlone()) {
                return false;
            }
            parent.makeFolder(name, OWNERS);
            parent.giveFolder(name, EVERYTHING & ~umask, owner.get());
            return true;
        }
    }

    /** Undoes {@link #make}. */
    public static void remove(List<String> paths) {
        for (String path : paths) {
            try (Folder parent = Folder.ofParent(path)) {
                parent.removeFolderIfPresent(nameOf(path));
            } catch (PosixException e) {
                // It is in use already, so it stays.
            }
        }
    }

    private static String nameOf(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
