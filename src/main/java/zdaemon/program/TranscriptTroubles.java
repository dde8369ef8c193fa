package zdaemon.program;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.transcript.Transcript;
import zdaemon.transcript.Trouble;

/**
 * Tells the event log once when the transcript can't be written, and once more when it can. Not at once: a pipe is full
 * every moment when its reader is slow. Writing is tried again twice a second, so this does not come late.
 */
final class TranscriptTroubles {
    private static final long STUCK_NANOS = 1_000_000_000L;

    private final Transcript transcript;
    private final Messages log;
    private OptionalLong since = OptionalLong.empty();
    private boolean isTold;

    TranscriptTroubles(Transcript transcript, Messages log) {
        this.transcript = transcript;
        this.log = log;
    }

    /** Looks how things are. */
    void note(long now) {
        Optional<Trouble> trouble = transcript.trouble();
        if (trouble.isEmpty()) {
            if (isTold) {
                log.log(Level.WARNING, "the transcript can be written again");
            }
            isTold = false;
            since = OptionalLong.empty();
        } else if (since.isEmpty()) {
            since = OptionalLong.of(now);
        } else if (!isTold && now - since.getAsLong() >= STUCK_NANOS) {
            isTold = true;
            log.log(Level.WARNING,
                    "can't write the transcript: " + trouble.get().reason()
                            + (transcript.dropped() > 0 ? "; output is thrown away" : "; the program's output waits"));
        }
    }
}
