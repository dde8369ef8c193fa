package zdaemon.posix;

/** {@code errno.h}, {@code string.h}: errno, and in words. */
final class LibcErrors {
    private static final Function ERRNO_LOCATION = new Function("__errno_location");
    private static final Function STRERROR = new Function("strerror");
    private static final Function STRERRORDESC_NP = new Function("strerrordesc_np");
    private static final Function STRERRORNAME_NP = new Function("strerrorname_np");

    private LibcErrors() {}

    /** {@code int *__errno_location(void)}: what the macro errno expands to, errno(3). */
    static long __errno_location() {
        return ERRNO_LOCATION.call();
    }

    /** {@code char *strerror(int errnum)}, strerror(3). */
    static long strerror(int errnum) {
        return STRERROR.call(errnum);
    }

    /** {@code const char *strerrordesc_np(int errnum)}, strerror(3): never translated; NULL for an unknown number. */
    static long strerrordesc_np(int errnum) {
        return STRERRORDESC_NP.call(errnum);
    }

    /** {@code const char *strerrorname_np(int errnum)}, strerror(3): NULL for an unknown number. */
    static long strerrorname_np(int errnum) {
        return STRERRORNAME_NP.call(errnum);
    }

    static String text(int errnum) {
        // glibc has the untranslated text since 2.32; an older one gives the locale's, which beats none.
        long text = STRERRORDESC_NP.exists() ? strerrordesc_np(errnum) : strerror(errnum);
        return text == 0 ? "Unknown error " + errnum : Foreign.textAt(text);
    }

    static String symbol(int errnum) {
        long name = STRERRORNAME_NP.exists() ? strerrorname_np(errnum) : 0;
        return name == 0 ? "errno " + errnum : Foreign.textAt(name);
    }
}
