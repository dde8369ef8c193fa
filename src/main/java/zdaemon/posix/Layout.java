package zdaemon.posix;

/**
 * Where the fields of libc's structures lie, in bytes. The same numbers as in jextract's layouts, which {@code
 * BindingsTest} compares; written out because computing those layouts takes longer than a whole exchange with the
 * manager (statx alone: 20 ms on an interpreted JVM). As compile-time constants they cost nothing, not even this class.
 */
final class Layout {
    static final int POINTER_SIZE = 8;

    static final int POLLFD_SIZE = 8;
    static final int POLLFD_FD = 0;
    static final int POLLFD_EVENTS = 4;
    static final int POLLFD_REVENTS = 6;

    /** {@code struct epoll_event} is packed on x86-64 alone, as if for a 32-bit processor. */
    private static final boolean PACKED = System.getProperty("os.arch").equals("amd64");
    static final int EPOLL_EVENT_SIZE = PACKED ? 12 : 16;
    static final int EPOLL_EVENT_DATA = PACKED ? 4 : 8;

    static final int TIMESPEC_SIZE = 16;
    static final int TIMESPEC_SEC = 0;
    static final int TIMESPEC_NSEC = 8;

    static final int TIMEVAL_SIZE = 16;
    static final int TIMEVAL_SEC = 0;
    static final int TIMEVAL_USEC = 8;

    static final int STATX_SIZE = 256;
    static final int STATX_NLINK = 16;
    static final int STATX_UID = 20;
    static final int STATX_GID = 24;
    static final int STATX_MODE = 28;
    static final int STATX_INO = 32;
    static final int STATX_FILE_SIZE = 40;
    static final int STATX_MTIME_SEC = 112;
    static final int STATX_DEV_MAJOR = 136;
    static final int STATX_DEV_MINOR = 140;

    static final int PASSWD_NAME = 0;
    static final int PASSWD_UID = 16;
    static final int PASSWD_GID = 20;
    static final int PASSWD_DIR = 32;
    static final int PASSWD_SHELL = 40;

    static final int GROUP_NAME = 0;
    static final int GROUP_MEMBERS = 24;

    static final int WINSIZE_SIZE = 8;
    static final int WINSIZE_ROW = 0;
    static final int WINSIZE_COL = 2;

    static final int UCRED_SIZE = 12;
    static final int UCRED_PID = 0;
    static final int UCRED_UID = 4;
    static final int UCRED_GID = 8;

    static final int SOCKADDR_UN_SIZE = 110;
    static final int SOCKADDR_UN_FAMILY = 0;
    static final int SOCKADDR_UN_PATH = 2;

    static final int SIGNALFD_SIGINFO_SIZE = 128;
    static final int SIGNALFD_SIGINFO_SIGNO = 0;

    static final int SIGSET_SIZE = 128;

    static final int POSIX_SPAWNATTR_SIZE = 336;
    static final int POSIX_SPAWN_FILE_ACTIONS_SIZE = 80;

    // The kernel's struct sigaction: handler, flags, restorer, mask. No header of libc has it; SignalsTest tries it.
    static final int KERNEL_SIGACTION_SIZE = 32;
    static final int KERNEL_SIGACTION_HANDLER = 0;
    static final int KERNEL_SIGSET_SIZE = 8;

    private Layout() {}
}
