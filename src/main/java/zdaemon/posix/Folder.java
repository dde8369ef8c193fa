package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/**
 * An open folder. A path is not an object: between two calls a stranger who may write on the way can put something else
 * under it. So a folder is walked to from the root of all folders, component by component, each held by its descriptor; what
 * is done to the names in it goes by that descriptor; and it is known who else may change them (docs/reliability.md, "Root in
 * other people's folders").
 */
public final class Folder implements AutoCloseable {
    private static final int SEARCH = libc.O_PATH() | libc.O_DIRECTORY() | libc.O_NOFOLLOW() | libc.O_CLOEXEC();

    private final Fd fd;
    private final String path;
    private final FileStatus status;
    private final Trust trust;
    private final boolean isFixed;

    private Folder(Fd fd, String path, FileStatus status, Trust trust, boolean isFixed) {
        this.fd = fd;
        this.path = path;
        this.status = status;
        this.trust = trust;
        this.isFixed = isFixed;
    }

    /**
     * Walks to a folder. A symbolic link on the way is followed only where no stranger can have put it; see {@link Place}.
     *
     * @throws PosixException ENOENT, ENOTDIR, EACCES; EACCES too for a link that is not followed, with the remedy
     */
    public static Folder open(String path) throws PosixException {
        return new FolderWalk(path).toFolder();
    }

    /** The folder in which a path's last component is. */
    public static Folder ofParent(String path) throws PosixException {
        String whole = Paths.absolute(path);
        return open(whole.substring(0, Math.max(1, whole.lastIndexOf('/'))));
    }

    /**
     * The same, seen with another user's eyes: {@link #isOursAlone()} then says whether nobody but that user and root can put a
     * name into it. To be asked by root.
     */
    public static Folder ofParent(String path, int uid) throws PosixException {
        String whole = Paths.absolute(path);
        return new FolderWalk(whole.substring(0, Math.max(1, whole.lastIndexOf('/'))), uid).toFolder();
    }

    /** @param uid who is not to be a stranger */
    static Folder top(int uid) throws PosixException {
        Fd fd = opened(LibcFiles.openat(libc.AT_FDCWD(), Texts.TOP.address(), SEARCH, 0), "/");
        FileStatus status = FileSystem.status(fd);
        return new Folder(fd, "", status, new Trust(status, uid), true);
    }

    /** The current directory, for whom the way there is closed. */
    static Folder current(Trust trust) throws PosixException {
        Fd fd = opened(LibcFiles.openat(libc.AT_FDCWD(), Texts.HERE.address(), SEARCH, 0), ".");
        return new Folder(fd, Paths.currentDirectory(), FileSystem.status(fd), trust, false);
    }

    private static Fd opened(int number, String path) throws PosixException {
        if (number < 0) {
            throw PosixException.onPath("open", path);
        }
        return Fd.of(number);
    }

    private static final class Texts {
        static final Buffer TOP = text("/");
        static final Buffer HERE = text(".");
        static final Buffer NONE = text("");

        private static Buffer text(String text) {
            Buffer buffer = Buffer.in(java.lang.foreign.Arena.global(), 2);
            byte[] bytes = NativeString.encode(text);
            buffer.put(bytes, 0, bytes.length);
            return buffer;
        }
    }

    /** A folder in this one; empty when the name is not a folder's, which may be a symbolic link's. */
    Optional<Folder> enter(String name) throws PosixException {
        try (Buffer text = Buffer.text(name)) {
            int number = LibcFiles.openat(fd.number(), text.address(), SEARCH, 0);
            if (number < 0) {
                int errno = Function.errnoNumber();
                if (errno == libc.ENOTDIR() || errno == libc.ELOOP()) {
                    return Optional.empty();
                }
                throw PosixException.onPath("open", in(name));
            }
            Fd inner = Fd.of(number);
            FileStatus found = FileSystem.status(inner);
            boolean stays = isFixed && (trust.isClosed(status) || (trust.isShared(status) && trust.isOurs(found.uid())));
            return Optional.of(new Folder(inner, in(name), found, trust, stays));
        }
    }

    /** Whether a symbolic link in this folder, that of a name, may be followed: nobody can have put it there but ... */
    boolean mayFollow(FileStatus link) {
        if (isOursAlone()) {
            return true;
        }
        if (trust.isRoot()) {
            return isFixed && trust.isShared(status) && trust.isOurs(link.uid());
        }
        return trust.isOurs(link.uid()) || link.uid() == status.uid();
    }

    String linkTarget(String name) throws PosixException {
        int size = libc.PATH_MAX();
        try (Buffer text = Buffer.text(name); Buffer target = Buffer.allocate(size)) {
            int length = (int) LibcFiles.readlinkat(fd.number(), text.address(), target.address(), size);
            if (length < 0) {
                throw PosixException.onPath("readlink", in(name));
            }
            return NativeString.decode(target.get(0, length));
        }
    }

    Trust trust() {
        return trust;
    }

    /** {@return whether nobody but this process's user and root can put a name into it, or another folder in its place} */
    public boolean isOursAlone() {
        return isFixed && trust.isClosed(status);
    }

    /** {@return whether others can put names into it but not take away ours, and nobody another folder in its place} */
    public boolean isShared() {
        return isFixed && trust.isShared(status);
    }

    /** {@return the path by which it was found, without symbolic links} */
    public String path() {
        return path.isEmpty() ? "/" : path;
    }

    /** {@return what the system knows of it} */
    public FileStatus status() {
        return status;
    }

    /** {@return the path of a name in it} */
    public String in(String name) {
        return path + "/" + name;
    }

    /** {@return a path to a name in this very folder, for calls of this process that know nothing else, such as bind(2)} */
    public String reach(String name) {
        boolean isSafe = isOursAlone() && NativeString.encode(in(name)).length <= UnixSocket.MAX_PATH;
        return isSafe ? in(name) : "/proc/self/fd/" + fd.number() + "/" + name;
    }

    /**
     * Opens a file, openat(2). Symbolic links are refused (ELOOP).
     *
     * @param flags a sum of {@link Open}'s
     * @param mode  permissions of a file that is created, less the umask
     */
    public Fd open(String name, int flags, int mode) throws PosixException {
        return openat(name, flags | libc.O_NOFOLLOW() | libc.O_CLOEXEC(), mode);
    }

    /** Opens what a link of the kernel's own means, in {@code /proc/self/fd}. */
    Fd openFollowing(String name, int flags) throws PosixException {
        return openat(name, (flags & ~libc.O_CREAT()) | libc.O_CLOEXEC(), 0);
    }

    private Fd openat(String name, int flags, int mode) throws PosixException {
        try (Buffer text = Buffer.text(name.isEmpty() ? "." : name)) {
            return opened(LibcFiles.openat(fd.number(), text.address(), flags, mode), in(name));
        }
    }

    /** Asks about a name, or a symbolic link itself, statx(2); empty when there is none. */
    public Optional<FileStatus> look(String name) throws PosixException {
        Buffer statx = Buffer.scratch();
        try (Buffer text = Buffer.text(name)) {
            if (LibcFiles.statx(fd.number(), text.address(), libc.AT_SYMLINK_NOFOLLOW(), libc.STATX_BASIC_STATS(),
                    statx.address()) < 0) {
                if (Function.errnoNumber() == libc.ENOENT()) {
                    return Optional.empty();
                }
                throw PosixException.onPath("stat", in(name));
            }
            return Optional.of(FileStatus.read(statx, 0));
        }
    }

    /** Makes a folder, mkdirat(2): mode less the umask. */
    public void makeFolder(String name, int mode) throws PosixException {
        try (Buffer text = Buffer.text(name)) {
            orThrow("mkdir", LibcFiles.mkdirat(fd.number(), text.address(), mode), name);
        }
    }

    /** Gives a folder away that is in this one, where nobody else can have put another in its place: its mode, its owner. */
    public void giveFolder(String name, int mode, Account owner) throws PosixException {
        try (Fd folder = open(name, libc.O_RDONLY() | libc.O_DIRECTORY(), 0)) {
            if (!isOursAlone() || !trust.isOurs(FileSystem.status(folder).uid())) {
                throw new PosixException("give away", Errno.EPERM, PosixException.quote(in(name)));
            }
            String same = "/proc/self/fd/" + folder.number();
            FileSystem.changeMode(same, mode);
            orThrow("chown", LibcFiles.fchownat(folder.number(), Texts.NONE.address(), owner.uid(), owner.gid(),
                    libc.AT_EMPTY_PATH()), name);
        }
    }

    /** Gives a file in it a second name in it, linkat(2), which fails if that is taken (EEXIST). */
    public void link(String from, String to) throws PosixException {
        try (Buffer old = Buffer.text(from); Buffer text = Buffer.text(to)) {
            orThrow("link", LibcFiles.linkat(fd.number(), old.address(), fd.number(), text.address(), 0), to);
        }
    }

    /** Gives a file in it another name in it, renameat(2), in place of what had that name. */
    public void rename(String from, String to) throws PosixException {
        try (Buffer old = Buffer.text(from); Buffer text = Buffer.text(to)) {
            orThrow("rename", LibcFiles.renameat(fd.number(), old.address(), fd.number(), text.address()), from);
        }
    }

    /** Removes a file's name, unlinkat(2), if it is there. */
    public void unlinkIfPresent(String name) throws PosixException {
        remove("unlink", name, 0);
    }

    /** Removes an empty folder in it, unlinkat(2), if it is there. */
    public void removeFolderIfPresent(String name) throws PosixException {
        remove("rmdir", name, libc.AT_REMOVEDIR());
    }

    private void remove(String call, String name, int flags) throws PosixException {
        try (Buffer text = Buffer.text(name)) {
            if (LibcFiles.unlinkat(fd.number(), text.address(), flags) < 0
                    && Function.errnoNumber() != libc.ENOENT()) {
                throw PosixException.onPath(call, in(name));
            }
        }
    }

    private void orThrow(String call, int result, String name) throws PosixException {
        if (result < 0) {
            throw PosixException.onPath(call, in(name));
        }
    }

    @Override
    public void close() {
        fd.close();
    }

    @Override
    public String toString() {
        return path();
    }
}
