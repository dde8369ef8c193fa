package zdaemon.control;

import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileLock;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.UnixSocket;

/**
 * The listening socket of one manager: one name in the file system, one owner (behaviour §4).
 *
 * <p>It is bound under a temporary name, made to listen, and only then linked into place, so whoever finds the
 * name finds somebody who answers. Looking at what is there and replacing it happens under a lock on the folder:
 * without it, two starters could both find a stale socket, and the slower one would unlink the quicker one's new
 * one. A lock on the folder leaves no file behind, and the kernel drops it when its holder dies.
 */
public final class ControlSocket implements AutoCloseable {
    /** How many clients may wait to be accepted; the loop accepts them all at every turn. */
    private static final int BACKLOG = 128;
    /** How long whoever holds the name may take to let us in; a manager that stands still, with a full queue, never does. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int OWNER_ONLY = 0700;
    private static final int NOBODY_ELSE = 0077;

    private final String path;
    private final Fd listener;
    private final FileStatus identity;

    private ControlSocket(String path, Fd listener, FileStatus identity) {
        this.path = path;
        this.listener = listener;
        this.identity = identity;
    }

    /**
     * Binds the socket and puts it in place.
     *
     * @param path absolute path of the socket
     * @throws SocketTaken when another manager answers there, or something that is no socket is in the way
     * @throws PosixException when the kernel refuses
     */
    public static ControlSocket open(String path) throws SocketTaken, PosixException {
        String folder = folderOf(path);
        String temporary = temporaryName(folder, Processes.self());
        Fd listener = bind(temporary);
        try {
            FileSystem.changeMode(temporary, OWNER_ONLY);
            UnixSocket.listen(listener, BACKLOG);
            FileStatus identity = FileSystem.linkStatus(temporary).orElseThrow(
                    () -> new PosixException("bind", Errno.ENOENT, path));
            putInPlace(temporary, path, folder);
            return new ControlSocket(path, listener, identity);
        } catch (SocketTaken | PosixException e) {
            listener.close();
            throw e;
        } finally {
            FileSystem.unlinkIfPresent(temporary);
        }
    }

    /**
     * Goes on with a socket that is in place.
     *
     * @param path     its path
     * @param listener the listening descriptor
     * @param identity what {@link #identity} said
     * @return empty when that is not understood
     */
    public static Optional<ControlSocket> inherit(String path, Fd listener, String identity) {
        int space = identity.indexOf(' ');
        try {
            return Optional.of(new ControlSocket(path, listener, new FileStatus(FileType.SOCKET, 0, 0, 0, 0,
                    Long.parseLong(identity.substring(0, Math.max(0, space))),
                    Long.parseLong(identity.substring(space + 1)))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What {@link #close} knows the socket by. */
    public String identity() {
        return identity.device() + " " + identity.inode();
    }

    private static Fd bind(String path) throws PosixException {
        int before = FileSystem.umask(NOBODY_ELSE);
        try {
            return UnixSocket.bind(path);
        } finally {
            FileSystem.umask(before);
        }
    }

    private static void putInPlace(String temporary, String path, String folder)
            throws SocketTaken, PosixException {
        FileLock lock = FileLock.exclusive(folder);
        try {
            makeRoom(path);
            FileSystem.link(temporary, path);
        } finally {
            lock.close();
        }
    }

    /** Clears a socket that nobody answers; refuses to touch anything else. */
    private static void makeRoom(String path) throws SocketTaken, PosixException {
        Optional<FileStatus> there = FileSystem.linkStatus(path);
        if (there.isEmpty()) {
            return;
        }
        if (there.get().type() != FileType.SOCKET) {
            throw new SocketTaken("can't use '" + path + "' as control socket: a file of that name that is "
                    + "not a socket is in the way; move it or choose another socket-name");
        }
        if (isAnswered(path)) {
            throw new SocketTaken("Another zdrun is already up using socket '" + path + "':");
        }
        FileSystem.unlink(path);
    }

    private static boolean isAnswered(String path) throws PosixException {
        try {
            UnixSocket.connect(path, PATIENCE_NANOS).close();
            return true;
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ECONNREFUSED)) {
                return false;
            }
            if (e.errno().equals(Errno.EAGAIN)) {
                return true;
            }
            throw e;
        }
    }

    private static String folderOf(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
    }

    /** Hidden, and as short as can be: it must fit into the kernel's 107 bytes wherever the real name does. */
    private static String temporaryName(String folder, Pid self) {
        return folder + "/." + Integer.toString(self.value(), Character.MAX_RADIX);
    }

    /** The listening descriptor; it belongs to this object. */
    public Fd listener() {
        return listener;
    }

    /**
     * Removes the name, if it is still ours, and stops listening. In this order: who finds nobody listening may rely on
     * the name being gone too.
     */
    @Override
    public void close() {
        try {
            Optional<FileStatus> there = FileSystem.linkStatus(path);
            if (there.isPresent() && there.get().isSameFile(identity)) {
                FileSystem.unlinkIfPresent(path);
            }
        } catch (PosixException e) {
            // The folder went away or was closed to us: nothing of ours can be removed.
        }
        listener.close();
    }
}
