package zdaemon.posix;

/** {@code stdlib.h}, {@code unistd.h}: the environment. */
final class LibcEnvironment {
    private static final Function GETENV = new Function("getenv");
    /** {@code extern char **environ}, environ(7): a variable, found like a function. */
    private static final Function ENVIRON = new Function("environ");

    private LibcEnvironment() {}

    /** {@code char *getenv(const char *name)}, getenv(3). NULL when it is not set. */
    static long getenv(long name) {
        return GETENV.call(name);
    }

    static long environ() {
        return Foreign.longAt(ENVIRON.address().address());
    }
}
