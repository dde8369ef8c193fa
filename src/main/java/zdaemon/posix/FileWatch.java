package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * Wakes its owner when a file changes, inotify(7): when it grows or shrinks, is moved or removed, or when its name is
 * created anew. Other changes in the folder may wake it too; the owner looks for itself.
 */
public final class FileWatch implements AutoCloseable {
    private static final int NONE = -1;
    private static final int ROOM = 4096;

    private static final int CONTENT = libc.IN_MODIFY() | libc.IN_ATTRIB() | libc.IN_MOVE_SELF() | libc.IN_DELETE_SELF();
    /** IN_ATTRIB also stands for the loss of a name: the count of links changes. */
    private static final int NAME = libc.IN_ATTRIB() | libc.IN_MOVE_SELF();

    private final String path;
    private final int mask;
    private final Fd fd;
    private final Buffer events = Buffer.allocate(ROOM);
    private int fileWatch = NONE;

    private FileWatch(String path, int mask, Fd fd) {
        this.path = path;
        this.mask = mask;
        this.fd = fd;
    }

    /**
     * Watches a file, which need not exist yet, and its folder, which must.
     *
     * @return the watch, to be closed
     * @throws PosixException ENOENT when the folder does not exist, EACCES, EMFILE, ENOSPC when the user's watches
     *     are used up
     */
    public static FileWatch on(String path) throws PosixException {
        FileWatch watch = create(path, CONTENT);
        try {
            watch.watchFolder();
            watch.watchFile();
            return watch;
        } catch (PosixException e) {
            watch.close();
            throw e;
        }
    }

    /**
     * Watches for the loss of a file's name, and for nothing that happens to its content or to others in the folder.
     *
     * @return the watch, to be closed
     * @throws PosixException EMFILE, ENOSPC when the user's watches are used up
     */
    public static FileWatch onName(String path) throws PosixException {
        FileWatch watch = create(path, NAME);
        try {
            watch.watchFile();
            return watch;
        } catch (PosixException e) {
            watch.close();
            throw e;
        }
    }

    private static FileWatch create(String path, int mask) throws PosixException {
        int number = LibcFiles.inotify_init1(libc.IN_CLOEXEC() | libc.IN_NONBLOCK());
        if (number < 0) {
            throw PosixException.on("inotify_init1", "");
        }
        return new FileWatch(path, mask, Fd.of(number));
    }

    private void watchFolder() throws PosixException {
        int slash = path.lastIndexOf('/');
        String folder = slash < 0 ? "." : slash == 0 ? "/" : path.substring(0, slash);
        add(folder, libc.IN_CREATE() | libc.IN_MOVED_TO());
    }

    /** Whatever file has the name now; adding one that is watched already changes nothing. */
    private void watchFile() throws PosixException {
        int before = fileWatch;
        try {
            fileWatch = add(path, mask);
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.ENOENT)) {
                throw e;
            }
            fileWatch = NONE;
        }
        if (before != NONE && before != fileWatch) {
            // Fails when the old file is gone and took its watch along: just as well.
            LibcFiles.inotify_rm_watch(fd.number(), before);
        }
    }

    private int add(String watched, int mask) throws PosixException {
        try (Buffer name = Buffer.text(watched)) {
            int watch = LibcFiles.inotify_add_watch(fd.number(), name.address(), mask);
            if (watch < 0) {
                throw PosixException.onPath("watch", watched);
            }
            return watch;
        }
    }

    /** {@return readable when something has changed since {@link #drain}} */
    public Fd fd() {
        return fd;
    }

    /**
     * Forgets what has happened so far and follows the name to its present file. Look at the file after this, not
     * before.
     *
     * @throws PosixException EACCES, ENOSPC
     */
    public void drain() throws PosixException {
        int n = fd.read(events);
        while (n > 0) {
            n = fd.read(events);
        }
        watchFile();
    }

    /** Ends the watch. */
    @Override
    public void close() {
        fd.close();
        events.close();
    }
}
