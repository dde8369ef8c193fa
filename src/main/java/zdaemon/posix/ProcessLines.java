package zdaemon.posix;

import java.nio.charset.StandardCharsets;
import zdaemon.bindings.libc;

/**
 * Reads what the kernel says about processes in one line each, proc_pid_stat(5), without an object for each of them: a
 * manager may look at thousands in one turn.
 */
public final class ProcessLines implements AutoCloseable {
    /** The longest of such lines has some 700 bytes. */
    private static final int CAPACITY = 2048;

    private static final byte[] FOLDER = {'/', 'p', 'r', 'o', 'c', '/'};
    private static final byte[] FILE = {'/', 's', 't', 'a', 't', 0};
    private static final int DIGITS = 10;

    private final Buffer path = Buffer.allocate(FOLDER.length + DIGITS + FILE.length);
    private final Buffer line = Buffer.allocate(CAPACITY);

    public ProcessLines() {
        path.put(FOLDER, 0, FOLDER.length);
    }

    /** The line, in one read, which gives it whole; empty when there is no such process, or it cannot be looked at. */
    public byte[] read(Pid pid) {
        byte[] digits = Integer.toString(pid.value()).getBytes(StandardCharsets.ISO_8859_1);
        path.put(FOLDER.length, digits, 0, digits.length);
        path.put(FOLDER.length + digits.length, FILE, 0, FILE.length);
        int fd = LibcFiles.open(path.address(), Open.READ | libc.O_CLOEXEC(), 0);
        if (fd < 0) {
            return new byte[0];
        }
        int length = (int) LibcFiles.read(fd, line.address(), CAPACITY);
        LibcFiles.close(fd);
        return line.get(0, Math.max(0, length));
    }

    @Override
    public void close() {
        path.close();
        line.close();
    }
}
