package zdaemon.posix;

import java.util.ArrayList;
import java.util.List;
import zdaemon.bindings.libc;

/** What is in a directory, readdir(3). */
public final class Directory {
    private static final int CHUNK = 16 * 1024;
    /** Offsets in {@code struct linux_dirent64}, getdents(2). */
    private static final int LENGTH = 16;

    private static final int NAME = 19;

    private Directory() {}

    /**
     * The names in a directory.
     *
     * @return all but {@code .} and {@code ..}, in no order
     * @throws PosixException ENOENT, ENOTDIR, EACCES, …
     */
    public static List<String> names(String path) throws PosixException {
        List<String> names = new ArrayList<>();
        try (Buffer name = Buffer.text(path)) {
            long stream = LibcFiles.opendir(name.address());
            if (stream == 0) {
                throw PosixException.onPath("open", path);
            }
            long entry = LibcFiles.readdir(stream);
            while (entry != 0) {
                String found = Foreign.textAt(entry + LibcFiles.DIRENT_NAME);
                if (!found.equals(".") && !found.equals("..")) {
                    names.add(found);
                }
                entry = LibcFiles.readdir(stream);
            }
            LibcFiles.closedir(stream);
        }
        return names;
    }

    /**
     * The names in a directory that are numbers, getdents64(2): in few calls, and without an object for each name.
     *
     * @throws PosixException ENOENT, ENOTDIR, EACCES, …
     */
    public static List<Integer> numbers(String path) throws PosixException {
        List<Integer> numbers = new ArrayList<>();
        try (Fd folder = Fd.open(path, Open.READ, 0); Buffer entries = Buffer.allocate(CHUNK)) {
            int length = next(folder, entries, path);
            while (length > 0) {
                int at = 0;
                while (at < length) {
                    int number = numberAt(entries, at + NAME);
                    if (number >= 0) {
                        numbers.add(number);
                    }
                    at += entries.getShort(at + LENGTH);
                }
                length = next(folder, entries, path);
            }
        }
        return numbers;
    }

    private static int next(Fd folder, Buffer entries, String path) throws PosixException {
        long length = LibcProcesses.syscall(
                libc.SYS_getdents64(), folder.number(), entries.address(), entries.capacity(), 0);
        if (length < 0) {
            throw PosixException.onPath("read", path);
        }
        return (int) length;
    }

    /** The number that a name is, -1 if it is none. */
    private static int numberAt(Buffer entries, int from) {
        int number = 0;
        int at = from;
        byte digit = entries.getByte(at);
        while (digit >= '0' && digit <= '9') {
            number = 10 * number + digit - '0';
            at++;
            digit = entries.getByte(at);
        }
        return digit == 0 && at > from ? number : -1;
    }
}
