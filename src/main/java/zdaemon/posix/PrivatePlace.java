package zdaemon.posix;

import java.util.Optional;

/**
 * Where the files of a manager stand that only its own user may have a say in: what a successor is to believe, and locks.
 * Beside its control socket, under hidden names. Where others may put names there, a file of root's proves nothing: root
 * may have written it elsewhere, a transcript for example, and its folder's owner have moved it. So root keeps them in a
 * folder that nobody else can write to, under a name made of the socket's path.
 */
public final class PrivatePlace {
    private static final String RUN = "/run";
    private static final String OF_ROOT = "zdaemon";
    private static final int OWNERS = 0700;
    private static final int ROOT = 0;

    private PrivatePlace() {}

    /** What the paths of the files for a socket begin with, under hidden names beside it. */
    public static String beside(String socket) {
        int name = socket.lastIndexOf('/') + 1;
        return socket.substring(0, name) + "." + socket.substring(name);
    }

    /**
     * What the paths of the files for a socket begin with.
     *
     * @param socket its absolute path
     * @throws PosixException when its folder cannot be walked to
     */
    public static String of(String socket) throws PosixException {
        if (Credentials.effectiveUid() != ROOT) {
            return beside(socket);
        }
        try (Folder folder = Folder.ofParent(socket)) {
            return of(folder, socket.substring(socket.lastIndexOf('/') + 1));
        }
    }

    /** What the paths of the files for a socket begin with, whose folder is open. */
    public static String of(Folder folder, String name) throws PosixException {
        return Credentials.effectiveUid() != ROOT || folder.isOursAlone()
                ? folder.in("." + name) : ofRoot(folder, name);
    }

    /** {@return whether root keeps any such files apart from their sockets on this system} */
    public static boolean isUsed() throws PosixException {
        return FileSystem.linkStatus(RUN + "/" + OF_ROOT).isPresent();
    }

    /**
     * Whether root keeps a file for a socket apart from it.
     *
     * @param folder the socket's
     * @param suffix of the file
     */
    public static boolean isUsedFor(Folder folder, String name, String suffix) throws PosixException {
        return isUsed() && FileSystem.linkStatus(RUN + "/" + OF_ROOT + "/" + asName(folder.in(name)) + suffix).isPresent();
    }

    /** {@return whether such a path is apart from its socket} */
    public static boolean isApart(String path) {
        return path.startsWith(RUN + "/" + OF_ROOT + "/,");
    }

    /** Where there is no such folder they stand beside the socket, and no successor acts upon them. */
    private static String ofRoot(Folder folder, String name) throws PosixException {
        try (Folder run = Folder.open(RUN)) {
            if (run.look(OF_ROOT).isEmpty()) {
                run.makeFolder(OF_ROOT, OWNERS);
            }
            Optional<Folder> own = run.enter(OF_ROOT);
            if (own.isPresent()) {
                try (Folder open = own.get()) {
                    if (open.isOursAlone()) {
                        return open.in(asName(folder.in(name)));
                    }
                }
            }
        } catch (PosixException e) {
            // No such folder on this system, or none that can be written to.
        }
        return folder.in("." + name);
    }

    /** A path as the name of a file: commas for slashes. */
    static String asName(String path) {
        return path.replace("%", "%25").replace(",", "%2C").replace('/', ',');
    }
}
