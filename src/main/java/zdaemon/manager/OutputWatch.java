package zdaemon.manager;

import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.posix.PosixException;
import zdaemon.transcript.Transcript;

/** Has the program's output carried to the transcript. */
final class OutputWatch extends Source {
    private final Transcript transcript;
    private final TranscriptTroubles troubles;

    OutputWatch(Loop loop, Transcript transcript, EventLog log) {
        super(loop, Priority.OUTPUT);
        this.transcript = transcript;
        this.troubles = new TranscriptTroubles(transcript, new LoggedMessages(log));
        refresh();
    }

    /** Follows what has been done to the transcript since the last turn. */
    void refresh() {
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
