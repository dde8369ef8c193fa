package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.PosixException;

/** Where a handler's records go. No call waits for anything but a disk. */
interface Sink {
    /**
     * Delivers a record or hands it on. What goes wrong becomes a {@link #trouble} and a complaint.
     *
     * @param entry the record
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
}
