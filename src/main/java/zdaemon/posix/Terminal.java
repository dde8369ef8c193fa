package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/** Terminals, tty(4). */
public final class Terminal {
    private Terminal() {}

    /**
     * A terminal's size.
     *
     * @param rows lines
     * @param columns characters a line
     */
    public record Size(int rows, int columns) {}

    /**
     * Asks whether a descriptor is a terminal, isatty(3).
     *
     * @return false also when it is not open
     */
    public static boolean isTerminal(Fd fd) {
        return LibcFiles.isatty(fd.number()) == 1;
    }

    /** Whether this process's session has a terminal, tty(4). */
    public static boolean isControlling() {
        try (Fd own = Fd.open("/dev/tty", Open.READ | Open.NO_CONTROLLING_TERMINAL | Open.NON_BLOCKING, 0)) {
            return own.number() >= 0;
        } catch (PosixException e) {
            return false;
        }
    }

    /**
     * A terminal's size, TIOCGWINSZ of ioctl_tty(2).
     *
     * @return empty when it is not a terminal, or the terminal does not know
     */
    public static Optional<Size> size(Fd fd) {
        try (Buffer winsize = Buffer.allocate(Layout.WINSIZE_SIZE)) {
            if (LibcFiles.ioctl(fd.number(), libc.TIOCGWINSZ(), winsize.address()) < 0) {
                return Optional.empty();
            }
            Size size = new Size(winsize.getShort(Layout.WINSIZE_ROW) & 0xFFFF,
                    winsize.getShort(Layout.WINSIZE_COL) & 0xFFFF);
            return size.rows() == 0 || size.columns() == 0 ? Optional.empty() : Optional.of(size);
        }
    }
}
