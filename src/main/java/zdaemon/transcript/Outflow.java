package zdaemon.transcript;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.spec.ProgramSpec.FullPolicy;

/**
 * Carries bytes from the pipe to the output through one buffer. What was read is either written or, under
 * {@link FullPolicy#DROP}, counted as missing; a failed write is tried again at a deadline, at first soon and then twice
 * a second.
 */
final class Outflow implements AutoCloseable {
    private static final long FIRST_DELAY_NANOS = 10_000_000L;
    private static final long LAST_DELAY_NANOS = 500_000_000L;
    private static final String FULL = "Its reader does not keep up";

    private final Intake intake;
    private final FullPolicy policy;
    private final Gap gap = new Gap();
    private Output output;
    private int from;
    private int to;
    private boolean midLine;
    private boolean fresh;
    private String reason = "";
    private long delay = FIRST_DELAY_NANOS;
    private long retryAt;
    private long dropped;

    /**
     * @param intake how bytes come from the pipe; closed with this
     */
    Outflow(FullPolicy policy, Output output, Intake intake) {
        this.intake = intake;
        this.policy = policy;
        this.output = output;
    }

    /** Goes on where a manager that was killed left off. */
    void recover(Staging staging, String path, long now) throws PosixException {
        Remainder rest = staging.recover(output, path);
        from = rest.from();
        to = rest.to();
        if (empty()) {
            settle();
        } else {
            flush(now);
        }
    }

    /** Whether everything that was read has gone its way, so that more may be read. */
    boolean empty() {
        return from == to;
    }

    OptionalLong retryAt() {
        return reason.isEmpty() ? OptionalLong.empty() : OptionalLong.of(retryAt);
    }

    /** Bytes thrown away since the beginning. */
    long dropped() {
        return dropped;
    }

    Optional<Trouble> trouble() {
        return reason.isEmpty() ? Optional.empty() : Optional.of(new Trouble(reason, to - from, gap.missing()));
    }

    /**
     * Takes at most so many bytes from the pipe, if those before found their way, and writes them.
     *
     * @return how many were taken
     */
    int carry(Fd reader, int max, long now) throws PosixException {
        if (!flush(now)) {
            return 0;
        }
        int count = intake.take(reader, max, output);
        if (count <= 0) {
            return 0;
        }
        from = 0;
        to = count;
        fresh = true;
        flush(now);
        return count;
    }

    void redirectStandardStreams() throws PosixException {
        output.redirectStandardStreams();
    }

    /** Lets the next write be tried at once. */
    void retryNow(long now) {
        retryAt = now;
    }

    /** Goes on with another output; what could not be written to the old one goes there. */
    void replace(Output next, long now) {
        output.close();
        output = next;
        midLine = false;
        works();
        flush(now);
    }

    /**
     * Writes what is there.
     *
     * @return whether the buffer is free
     */
    private boolean flush(long now) {
        if (reason.isEmpty() || now - retryAt >= 0) {
            write(now);
        }
        if (!empty() && policy == FullPolicy.DROP) {
            gap.widen(to - from, reason);
            dropped += to - from;
            from = to;
            settle();
        }
        return empty();
    }

    private void write(long now) {
        try {
            if (!fillGap() || !writeBuffer()) {
                failed(FULL, now);
            } else {
                works();
            }
        } catch (PosixException e) {
            failed(e.errno().message(), now);
        }
    }

    private void works() {
        reason = "";
        delay = FIRST_DELAY_NANOS;
    }

    private void failed(String why, long now) {
        reason = why;
        retryAt = now + delay;
        delay = Math.min(2 * delay, LAST_DELAY_NANOS);
    }

    private boolean writeBuffer() throws PosixException {
        if (from == to) {
            return true;
        }
        if (!fresh) {
            intake.again(from, output);
        }
        fresh = false;
        Buffer memory = intake.memory();
        while (from < to) {
            int written = output.write(memory, from, to - from);
            if (written <= 0) {
                return false;
            }
            from += written;
            // Asked for by gaps alone.
            midLine = policy == FullPolicy.DROP && memory.get(from - 1, 1)[0] != '\n';
        }
        settle();
        return true;
    }

    /** Nothing that was taken is left. */
    private void settle() {
        try {
            intake.done();
        } catch (PosixException e) {
            // It will be tried again; a manager that is killed before would have some bytes doubled.
            return;
        }
    }

    private boolean fillGap() throws PosixException {
        if (gap.closed()) {
            return true;
        }
        fresh = false;
        boolean filled = gap.fill(output, midLine);
        midLine = midLine && !filled;
        return filled;
    }

    @Override
    public void close() {
        intake.close();
        output.close();
        gap.close();
    }
}
