package zdaemon.posix;

import java.util.SortedSet;
import java.util.TreeSet;
import zdaemon.bindings.libc;

/** What this process has open. */
public final class Descriptors {
    private static final int HIGHEST = 1024;

    private Descriptors() {}

    /** The open ones' numbers. */
    public static SortedSet<Integer> open() {
        SortedSet<Integer> open = new TreeSet<>();
        for (int fd = 0; fd < HIGHEST; fd++) {
            if (LibcFiles.fcntl(fd, libc.F_GETFD(), 0) >= 0) {
                open.add(fd);
            }
        }
        return open;
    }
}
