package zdaemon.transcript;

import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/**
 * What of some staged bytes is not in the transcript.
 *
 * @param from the first byte
 * @param to   the one after the last
 */
record Remainder(int from, int to) {
    static final Remainder NOTHING = new Remainder(0, 0);

    /** What others may have appended before the bytes are looked for no further. */
    private static final int WINDOW = 1 << 20;

    boolean isEmpty() {
        return from == to;
    }

    /**
     * Compares. In doubt (another file has the transcript's name by now, or it was cut) the bytes count as missing.
     *
     * @param staged the bytes
     */
    static Remainder of(int begin, FileStatus noted, byte[] staged, FileStatus place, String path)
            throws PosixException {
        int from = Math.max(0, Math.min(begin, staged.length));
        int rest = staged.length - from;
        long grown = place.size() - noted.size();
        if (place.type() != FileType.REGULAR || !noted.isSameFile(place) || grown <= 0 || rest == 0) {
            return new Remainder(from, staged.length);
        }
        Optional<byte[]> appended = read(path, place, noted.size(), (int) Math.min(grown, WINDOW));
        int written = appended.isPresent()
                ? found(staged, from, appended.get()) : (int) Math.min(grown, rest);
        return new Remainder(from + written, staged.length);
    }

    /** How many of the staged bytes stand in what was appended: a beginning of them, or all of them further behind. */
    private static int found(byte[] staged, int from, byte[] appended) {
        int rest = staged.length - from;
        if (matches(staged, from, appended, 0, Math.min(rest, appended.length))) {
            return Math.min(rest, appended.length);
        }
        for (int at = 1; at <= appended.length - rest; at++) {
            if (appended[at] == staged[from] && matches(staged, from, appended, at, rest)) {
                return rest;
            }
        }
        return 0;
    }

    private static boolean matches(byte[] staged, int from, byte[] appended, int at, int count) {
        for (int i = 0; i < count; i++) {
            if (staged[from + i] != appended[at + i]) {
                return false;
            }
        }
        return true;
    }

    /** Empty when the transcript may be written but not read. */
    private static Optional<byte[]> read(String path, FileStatus place, long at, int count) {
        try (Fd file = Fd.open(path, Open.READ | Open.NON_BLOCKING | Open.NO_CONTROLLING_TERMINAL, 0);
                Buffer buffer = Buffer.allocate(count)) {
            if (!FileSystem.status(file).isSameFile(place)) {
                return Optional.empty();
            }
            file.seek(at);
            int got = file.read(buffer, count);
            return Optional.of(buffer.get(0, Math.max(0, got)));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }
}
