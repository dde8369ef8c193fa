package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.LogFile.Encoding;
import zdaemon.eventlog.delivery.StandardStream;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.PosixException;

/** Where a handler's records go. No call waits for anything but a disk. */
interface Sink {
    /**
     * Delivers a record or hands it on. What goes wrong becomes a {@link #trouble} and a complaint.
     *
     * @param text  the record as the handler's layout writes it
     */
    void write(LogRecord entry, String text);

    /**
     * Goes on in the file that has the configured name now; for all but files this does nothing.
     *
     * @throws PosixException when that cannot be opened; then the old one stays
     */
    void reopen() throws PosixException;

    /** Why the last record was lost; empty when it was not. */
    Optional<String> trouble();

    /** Gives back what is held. */
    void close();

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
}
