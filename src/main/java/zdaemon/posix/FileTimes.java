package zdaemon.posix;

import java.util.OptionalLong;
import zdaemon.bindings.libc;

/** When files were changed, statx(2). */
public final class FileTimes {
    /** Where {@code stx_mtime.tv_sec} lies. */
    static final int STATX_MTIME_SEC = 112;

    private FileTimes() {}

    /**
     * When a file's content was last changed, following symbolic links.
     *
     * @return seconds since 1970; empty when there is no such file or it cannot be looked at
     * @throws PosixException when the path holds a NUL
     */
    public static OptionalLong modified(String path) throws PosixException {
        try (Buffer name = Buffer.text(path); Buffer statx = Buffer.allocate(Layout.STATX_SIZE)) {
            int result = LibcFiles.statx(libc.AT_FDCWD(), name.address(), 0, libc.STATX_BASIC_STATS(), statx.address());
            return result < 0 ? OptionalLong.empty() : OptionalLong.of(statx.getLong(STATX_MTIME_SEC));
        }
    }
}
