package zdaemon.transcript;

import java.nio.charset.StandardCharsets;
import zdaemon.posix.Buffer;
import zdaemon.posix.PosixException;

/** What is missing from the transcript, and the line that stands for it there. */
final class Gap implements AutoCloseable {
    private static final int CAPACITY = 256;

    private final Buffer note = Buffer.allocate(CAPACITY);
    private int from;
    private int to;
    private long missing;
    private long noted;
    private String reason = "";

    /** Bytes thrown away that no line in the transcript speaks of yet. */
    long missing() {
        return missing;
    }

    void widen(long bytes, String why) {
        missing += bytes;
        reason = why;
    }

    /** Whether there is nothing to be noted. */
    boolean closed() {
        return missing == 0;
    }

    /**
     * Writes the line. One that a disk full again cuts short is completed by the next call, and may be followed by
     * another.
     *
     * @return whether the gap is closed
     */
    boolean fill(Output output, boolean midLine) throws PosixException {
        boolean unfinished = midLine;
        while (missing > 0) {
            if (from == 0) {
                prepare(unfinished);
            }
            int written = output.write(note, from, to - from);
            if (written <= 0) {
                return false;
            }
            from += written;
            if (from == to) {
                missing -= noted;
                from = 0;
                unfinished = false;
            }
        }
        return true;
    }

    /** Anew until its first byte is written, for the number may have grown. */
    private void prepare(boolean midLine) {
        noted = missing;
        String text = "zdaemon: " + noted + " bytes of output are missing here: " + reason + "\n";
        byte[] line = ((midLine ? "\n" : "") + text).getBytes(StandardCharsets.US_ASCII);
        to = Math.min(line.length, CAPACITY);
        note.put(line, 0, to);
    }

    @Override
    public void close() {
        note.close();
    }
}
