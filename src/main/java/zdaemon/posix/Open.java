package zdaemon.posix;

import zdaemon.bindings.libc;

/** How {@link Fd#open} opens a file, open(2): sums of these. */
public final class Open {
    /** For reading. */
    public static final int READ = libc.O_RDONLY();
    /** For writing. */
    public static final int WRITE = libc.O_WRONLY();
    /** For both. */
    public static final int READ_WRITE = libc.O_RDWR();
    /** Every write goes to the end. */
    public static final int APPEND = libc.O_APPEND();
    /** Creates a file that is missing. */
    public static final int CREATE = libc.O_CREAT();
    /** With {@link #CREATE}: refuses a file that is there. */
    public static final int EXCLUSIVE = libc.O_EXCL();
    /** Empties the file. */
    public static final int TRUNCATE = libc.O_TRUNC();
    /** Neither opening nor reading nor writing waits. */
    public static final int NON_BLOCKING = libc.O_NONBLOCK();
    /** A terminal does not become the session's own. */
    public static final int NO_CONTROLLING_TERMINAL = libc.O_NOCTTY();
    /** Refuses a path whose last component is a symbolic link. */
    public static final int NO_FOLLOW = libc.O_NOFOLLOW();
    /** Refuses anything but a directory. */
    public static final int DIRECTORY = libc.O_DIRECTORY();

    private Open() {}
}
