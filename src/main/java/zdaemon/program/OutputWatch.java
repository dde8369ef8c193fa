package zdaemon.program;

import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.PosixException;
import zdaemon.transcript.Transcript;

/** Has the program's output carried to the transcript. */
public final class OutputWatch extends Source {
    private final Transcript transcript;
    private final TranscriptTroubles troubles;

    public OutputWatch(Loop loop, Transcript transcript, Messages log) {
        super(loop, Priority.OUTPUT);
        this.transcript = transcript;
        this.troubles = new TranscriptTroubles(transcript, log);
        refresh();
    }

    /** Follows what has been done to the transcript since the last turn. */
    public void refresh() {
        if (transcript.pipe().isPresent()) {
            watch(transcript.pipe().get(), transcript.wantsToRead(), false);
        }
        due(transcript.retryAt());
    }

    @Override
    protected boolean step(long now) throws PosixException {
        transcript.pump(now);
        troubles.note(now);
        refresh();
        return false;
    }

    @Override
    public void close() {
        unwatch();
        super.close();
    }
}
