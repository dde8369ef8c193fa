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

    /** {@code <logfile>} with the path of a file. */
    record LogFile(int level, Layout layout, String path, Rotation rotation, TextEncoding encoding, boolean delay)
            implements Handler {
    }

    /** {@code <logfile>} with the path {@code STDOUT} or {@code STDERR}. */
    record LogStream(int level, Layout layout, Stream stream, TextEncoding encoding) implements Handler {
    }

    /** {@code <syslog>}. */
    record Syslog(int level, Layout layout, Facility facility, Address address) implements Handler {
    }

    /** {@code <http-logger>}. */
    record HttpLogger(int level, Layout layout, String url, Method method) implements Handler {
    }

    /** {@code <email-notifier>}. */
    record EmailNotifier(int level, Layout layout, String from, List<String> to, String subject, Address.Host server,
            Optional<Login> login) implements Handler {
    }

    /** A standard stream of the manager. */
    enum Stream {
        STDOUT,
        STDERR
    }

    /** The method of a request. */
    enum Method {
        GET,
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
