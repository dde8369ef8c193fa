package zdaemon.spec;

import java.util.List;
import java.util.Optional;

/**
 * One destination of the event log. Levels are 0–50; an event below the handler's is not for it.
 *
 * <p>Source: behaviour §6.
 */
public sealed interface Handler {

    /** {@return the least level that the handler takes} */
    int level();

    /** {@return how it writes an event} */
    Layout layout();

    /**
     * {@code <logfile>} with the path of a file.
     *
     * @param level    least level
     * @param layout   how to write
     * @param path     the file, as written
     * @param rotation when to begin a new file
     * @param encoding the file's encoding
     * @param delay    whether to open the file only for the first event
     */
    record LogFile(int level, Layout layout, String path, Rotation rotation, TextEncoding encoding, boolean delay)
            implements Handler {
    }

    /**
     * {@code <logfile>} with the path {@code STDOUT} or {@code STDERR}.
     *
     * @param level    least level
     * @param layout   how to write
     * @param stream   which stream
     * @param encoding the encoding to write in
     */
    record LogStream(int level, Layout layout, Stream stream, TextEncoding encoding) implements Handler {
    }

    /**
     * {@code <syslog>}.
     *
     * @param level    least level
     * @param layout   how to write
     * @param facility the facility
     * @param address  the syslog daemon
     */
    record Syslog(int level, Layout layout, Facility facility, Address address) implements Handler {
    }

    /**
     * {@code <http-logger>}.
     *
     * @param level  least level
     * @param layout how to write
     * @param url    an {@code http:} or {@code https:} URL
     * @param method the request's method
     */
    record HttpLogger(int level, Layout layout, String url, Method method) implements Handler {
    }

    /**
     * {@code <email-notifier>}.
     *
     * @param level   least level
     * @param layout  how to write
     * @param from    the sender
     * @param to      the recipients, at least one
     * @param subject the subject line
     * @param server  the mail server
     * @param login   how to log in there; empty for not at all
     */
    record EmailNotifier(int level, Layout layout, String from, List<String> to, String subject, Address.Host server,
            Optional<Login> login) implements Handler {
    }

    /** A standard stream of the manager. */
    enum Stream {
        /** Descriptor 1. */
        STDOUT,
        /** Descriptor 2. */
        STDERR
    }

    /** The method of a request. */
    enum Method {
        /** The event in the query. */
        GET,
        /** The event in the body. */
        POST
    }

    /**
     * Credentials of a mail server.
     *
     * @param username the account
     * @param password its password
     */
    record Login(String username, String password) {

        /** The password is for the mail server alone, not for messages. */
        @Override
        public String toString() {
            return "Login[username=" + username + "]";
        }
    }
}
