package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivatePlace;

/** Whose a control socket is, for root among others (docs/reliability.md, "Root in other people's folders"). */
final class SocketOwner {
    private static final String STATE = ".state";

    private SocketOwner() {}

    /**
     * Whether nobody but that user and root can have put a socket there, and root's own record says of no manager of root's.
     */
    static boolean isAlone(int uid, String socket) {
        String name = socket.substring(socket.lastIndexOf('/') + 1);
        try (Folder folder = Folder.ofParent(socket, uid)) {
            return folder.isOursAlone() && !PrivatePlace.isUsedFor(folder, name, STATE);
        } catch (PosixException e) {
            // The way there is one that root does not go.
            return false;
        }
    }

    /** For the end of a message: {@code ; it belongs to user nobody}, if it is not this process's user's. */
    static String describe(String socket) {
        try {
            Optional<FileStatus> there = FileSystem.linkStatus(socket);
            return there.isEmpty() || there.get().uid() == Credentials.effectiveUid() ? ""
                    : "; it belongs to " + Accounts.describe(there.get().uid());
        } catch (PosixException e) {
            return "";
        }
    }
}
