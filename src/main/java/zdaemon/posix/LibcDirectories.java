package zdaemon.posix;

/** {@code dirent.h}. */
final class LibcDirectories {
    static final int DIRENT_NAME = 19;

    private static final Function CLOSEDIR = new Function("closedir");
    private static final Function OPENDIR = new Function("opendir");
    private static final Function READDIR = new Function("readdir");

    private LibcDirectories() {}

    /** {@code int closedir(DIR *dirp)}, closedir(3). */
    static int closedir(long dirp) {
        return (int) CLOSEDIR.call(dirp);
    }

    /** {@code DIR *opendir(const char *name)}, opendir(3), close-on-exec. NULL when it fails. */
    static long opendir(long name) {
        return OPENDIR.call(name);
    }

    /** {@code struct dirent *readdir(DIR *dirp)}, readdir(3). NULL at the end. */
    static long readdir(long dirp) {
        return READDIR.call(dirp);
    }
}
