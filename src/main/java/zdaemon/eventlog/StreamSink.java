package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.delivery.StandardStream;
import zdaemon.eventlog.format.LogRecord;

/** The handler {@code <logfile>} with the path {@code STDOUT} or {@code STDERR}. */
final class StreamSink implements Sink {
    private final StandardStream stream;
    private final Encoding encoding;
    private boolean failed;

    StreamSink(StandardStream stream, Encoding encoding) {
        this.stream = stream;
        this.encoding = encoding;
    }

    @Override
    public void write(LogRecord entry, String text) {
        failed = !stream.write(encoding.encode(text + "\n"));
    }

    @Override
    public void reopen() {
        // The streams follow the transcript, which redirects them when it is reopened itself.
    }

    @Override
    public Optional<String> trouble() {
        return failed ? Optional.of("a standard stream takes nothing") : Optional.empty();
    }

    @Override
    public void close() {
        // Not ours.
    }
}
