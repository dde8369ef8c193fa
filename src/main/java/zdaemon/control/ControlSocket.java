package zdaemon.control;

import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileLock;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivatePlace;
import zdaemon.posix.Processes;
import zdaemon.posix.UnixSocket;

/**
 * The listening socket of one manager: one name in the file system, one owner (behaviour §4).
 *
 * <p>It is bound under a temporary name, made to listen, and only then linked into place, so a client that finds the
 * name gets an answer. All of that happens under a lock: without it, two starters could both find a stale
 * socket, and the slower one would unlink the quicker one's new one; and a temporary name that is found under the lock is
 * what a dead process of the same number has left. The lock is a file of this user's: one on the folder could be held by
 * anybody who may open that. The folder is walked to once, and all goes by its descriptor.
 */
public final class ControlSocket implements AutoCloseable {
    /** How many clients may wait to be accepted; the kernel takes its own limit if that is lower. */
    private static final int BACKLOG = 4096;
    /** How long a manager that holds the name may take to accept; one that stands still never does. */
    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final int OWNER_ONLY = 0700;
    private static final int NOBODY_ELSE = 0077;

    private final String path;
    private Bound bound;

    /**
     * A socket in its place.
     *
     * @param listener the listening descriptor
     * @param identity by which its name is known to be ours
     */
    private record Bound(Fd listener, FileStatus identity) {}

    private ControlSocket(String path, Bound bound) {
        this.path = path;
        this.bound = bound;
    }

    /**
     * Binds the socket and puts it in place.
     *
     * @param path absolute path of the socket
     * @throws SocketTaken when another manager answers there, or something that is no socket is in the way
     * @throws PosixException when the kernel refuses
     */
    public static ControlSocket open(String path) throws SocketTaken, PosixException {
        return new ControlSocket(path, putInPlace(path));
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
            return Optional.of(new ControlSocket(path, new Bound(listener, new FileStatus(FileType.SOCKET, 0, 0, 0, 0,
                    Long.parseLong(identity.substring(0, Math.max(0, space))),
                    Long.parseLong(identity.substring(space + 1))))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** What the name is known by, for {@link #inherit}. */
    public String identity() {
        return bound.identity().device() + " " + bound.identity().inode();
    }

    /** The path of the socket. */
    public String path() {
        return path;
    }

    /** The listening descriptor; it belongs to this object. */
    public Fd listener() {
        return bound.listener();
    }

    /**
     * Whether the name leads to this socket.
     *
     * @throws PosixException when that cannot be told
     */
    public boolean isInPlace() throws PosixException {
        Optional<FileStatus> there = FileSystem.linkStatus(path);
        return there.isPresent() && there.get().isSameFile(bound.identity());
    }

    /**
     * Puts a new socket in the place of one whose name is gone: a socket cannot be given a name again.
     *
     * @return the former listener, to be closed; clients may wait there
     * @throws SocketTaken when another manager answers there, or something that is no socket is in the way
     * @throws PosixException when the kernel refuses
     */
    public Fd restore() throws SocketTaken, PosixException {
        Fd former = bound.listener();
        bound = putInPlace(path);
        return former;
    }

    private static Bound putInPlace(String path) throws SocketTaken, PosixException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (Folder folder = Folder.ofParent(path)) {
            FileLock lock = lock(folder, name, path);
            try {
                return putInPlace(folder, name, path);
            } finally {
                lock.close();
            }
        }
    }

    private static Bound putInPlace(Folder folder, String name, String path) throws SocketTaken, PosixException {
        String temporary = "." + Integer.toString(Processes.self().value(), Character.MAX_RADIX);
        Fd listener = bind(folder, temporary, path);
        try {
            UnixSocket.listen(listener, BACKLOG);
            FileStatus identity = folder.look(temporary).orElseThrow(
                    () -> new PosixException("bind", Errno.ENOENT, "'" + path + "'"));
            makeRoom(folder, name, path);
            folder.link(temporary, name);
            return new Bound(listener, identity);
        } catch (SocketTaken | PosixException e) {
            listener.close();
            throw e;
        } finally {
            folder.unlinkIfPresent(temporary);
        }
    }

    private static FileLock lock(Folder folder, String name, String path) throws PosixException {
        try {
            return FileLock.exclusive(PrivatePlace.of(folder, name) + ".lock");
        } catch (PosixException e) {
            // Where no file can be made, no socket can be bound.
            throw e.call().equals("open") ? new PosixException("bind", e.errno(), "'" + path + "'") : e;
        }
    }

    private static Fd bind(Folder folder, String temporary, String path) throws PosixException {
        int before = FileSystem.umask(NOBODY_ELSE);
        try {
            folder.unlinkIfPresent(temporary);
            return UnixSocket.bind(folder.reach(temporary), OWNER_ONLY);
        } catch (PosixException e) {
            throw new PosixException(e.call(), e.errno(), "'" + path + "'");
        } finally {
            FileSystem.umask(before);
        }
    }

    /** Clears a socket that nobody answers; refuses to touch anything else. */
    private static void makeRoom(Folder folder, String name, String path) throws SocketTaken, PosixException {
        Optional<FileStatus> there = folder.look(name);
        if (there.isEmpty()) {
            return;
        }
        if (there.get().type() != FileType.SOCKET) {
            throw new SocketTaken("can't use '" + path + "' as control socket: a file of that name that is "
                    + "not a socket is in the way; move it or choose another socket-name");
        }
        if (isAnswered(folder.reach(name))) {
            throw new SocketTaken("Another zdrun is already up using socket '" + path + "':");
        }
        folder.unlinkIfPresent(name);
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

    /**
     * Removes the name, if it is still ours, and stops listening. In this order: who finds nobody listening may rely on
     * the name being gone too.
     */
    @Override
    public void close() {
        try {
            removeName();
        } catch (PosixException e) {
            // The folder went away or was closed to us: nothing of ours can be removed.
        }
        bound.listener().close();
    }

    private void removeName() throws PosixException {
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (Folder folder = Folder.ofParent(path)) {
            Optional<FileStatus> there = folder.look(name);
            if (there.isPresent() && there.get().isSameFile(bound.identity())) {
                folder.unlinkIfPresent(name);
            }
        }
    }
}
