package zdaemon.posix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import zdaemon.bindings.libc;

/**
 * Wakes its owner when one of several files changes, inotify(7): when it grows or shrinks, is moved or removed, or when its
 * name is created anew. One descriptor serves all; a user has few.
 */
public final class FileWatches implements AutoCloseable {
    private static final int CONTENT = libc.IN_MODIFY() | libc.IN_ATTRIB() | libc.IN_MOVE_SELF() | libc.IN_DELETE_SELF();
    private static final int NAMES = libc.IN_CREATE() | libc.IN_MOVED_TO();
    private static final int ROOM = 16384;
    /** struct inotify_event: wd, mask, cookie, len, then the name. */
    private static final int LENGTH = 12;
    private static final int HEAD = 16;

    private final Fd fd;
    private final Buffer events = Buffer.allocate(ROOM);
    private final List<String> paths = new ArrayList<>();
    private final Map<Integer, BitSet> ofFile = new HashMap<>();
    private final Map<Integer, BitSet> ofFolder = new HashMap<>();

    private FileWatches(Fd fd) {
        this.fd = fd;
    }

    /**
     * Watches nothing yet.
     *
     * @return to be closed
     * @throws PosixException EMFILE
     */
    public static FileWatches create() throws PosixException {
        int number = LibcFiles.inotify_init1(libc.IN_CLOEXEC() | libc.IN_NONBLOCK());
        if (number < 0) {
            throw PosixException.on("inotify_init1", "");
        }
        return new FileWatches(Fd.of(number));
    }

    /**
     * Watches a file, which need not exist yet, and its folder, which must.
     *
     * @param path absolute
     * @return its number, from 0
     * @throws PosixException ENOENT when the folder does not exist, EACCES, ENOSPC when the user's watches are used up
     */
    public int add(String path) throws PosixException {
        int number = paths.size();
        paths.add(path);
        int slash = path.lastIndexOf('/');
        set(ofFolder, watch(slash == 0 ? "/" : path.substring(0, slash), NAMES), number);
        watchFile(number);
        return number;
    }

    private void watchFile(int number) throws PosixException {
        try {
            set(ofFile, watch(paths.get(number), CONTENT), number);
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.ENOENT)) {
                throw e;
            }
        }
    }

    private static void set(Map<Integer, BitSet> of, int watch, int number) {
        of.computeIfAbsent(watch, _ -> new BitSet()).set(number);
    }

    private int watch(String path, int mask) throws PosixException {
        try (Buffer name = Buffer.text(path)) {
            int watch = LibcFiles.inotify_add_watch(fd.number(), name.address(), mask);
            if (watch < 0) {
                throw PosixException.onPath("watch", path);
            }
            return watch;
        }
    }

    /** {@return readable when something has changed since {@link #changed}} */
    public Fd fd() {
        return fd;
    }

    /**
     * Forgets what has happened so far and follows the names to their present files. Look at the files after this, not
     * before.
     *
     * @return the numbers of those that have changed; all when the kernel has lost count
     * @throws PosixException EACCES, ENOSPC
     */
    public BitSet changed() throws PosixException {
        BitSet changed = new BitSet();
        for (int n = fd.read(events); n > 0; n = fd.read(events)) {
            int at = 0;
            while (at + HEAD <= n) {
                int length = events.getInt(at + LENGTH);
                add(events.getInt(at), at + HEAD, length, changed);
                at += HEAD + length;
            }
        }
        for (int number = changed.nextSetBit(0); number >= 0; number = changed.nextSetBit(number + 1)) {
            watchFile(number);
        }
        return changed;
    }

    private void add(int watch, int from, int length, BitSet changed) {
        if (watch < 0) {
            changed.set(0, paths.size());
        }
        changed.or(ofFile.getOrDefault(watch, new BitSet()));
        BitSet inFolder = ofFolder.getOrDefault(watch, new BitSet());
        if (length > 0 && !inFolder.isEmpty()) {
            byte[] name = events.get(from, length);
            int end = 0;
            while (end < name.length && name[end] != 0) {
                end++;
            }
            String ending = "/" + NativeString.decode(name, 0, end);
            for (int number = inFolder.nextSetBit(0); number >= 0; number = inFolder.nextSetBit(number + 1)) {
                if (paths.get(number).endsWith(ending)) {
                    changed.set(number);
                }
            }
        }
    }

    /** Ends the watch. */
    @Override
    public void close() {
        fd.close();
        events.close();
    }
}
