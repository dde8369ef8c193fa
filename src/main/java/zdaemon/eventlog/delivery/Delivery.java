package zdaemon.eventlog.delivery;

import java.util.List;
import java.util.Optional;
import zdaemon.spec.Handler;

/** Something for the delivery agent to bring to a server. */
public sealed interface Delivery {
    /** The destination as a complaint shows it; never contains a password. */
    String destination();

    /**
     * A request to a web server.
     *
     * @param url  where
     * @param post whether the form is the body of a POST, or the query of a GET
     * @param form the fields, {@code application/x-www-form-urlencoded}
     */
    record Web(String url, boolean post, String form) implements Delivery {
        @Override
        public String destination() {
            int query = url.indexOf('?');
            return query < 0 ? url : url.substring(0, query);
        }
    }

    /**
     * A message to a mail server.
     *
     * @param host        the server
     * @param login       how to log in there; empty for not at all
     * @param epochSecond the message's date: seconds since 1970
     * @param body        its text
     */
    record Mail(String host, int port, Optional<Handler.Login> login, String from, List<String> to, String subject,
                long epochSecond, String body) implements Delivery {
        @Override
        public String destination() {
            return "mail server " + host + ":" + port;
        }
    }

    /**
     * A syslog message over UDP to a host whose name has to be looked up.
     *
     * @param message the whole packet's text, without the NUL at its end
     */
    record Packet(String host, int port, String message) implements Delivery {
        @Override
        public String destination() {
            return "syslog at " + host + ":" + port;
        }
    }
}
