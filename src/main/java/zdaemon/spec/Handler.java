package zdaemon.spec;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

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

    /** Credentials of a mail server. */
    record Login(String username, String password) {

        /** The password is for the mail server alone, not for messages. */
        @Override
        public String toString() {
            return "Login[username=" + username + "]";
        }
    }

    /**
     * How a handler writes an event. The format has been checked against its style: every field in it exists (or
     * arbitrary ones are allowed), and its flags, widths and conversions fit the field.
     *
     * <p>Source: behaviour §6.
     *
     * @param format          the format, its {@code \n \t \b \f \r} escapes decoded
     * @param dateFormat      how {@code asctime} is written, for strftime(3)
     * @param arbitraryFields whether the format may name fields that events do not have; what they show is up to the
     *                        log
     */
    record Layout(String format, String dateFormat, Style style, boolean arbitraryFields) {

        /** The grammar of a format. */
        public enum Style {
            /** {@code %(name)-10s}, Python's {@code %} operator. */
            CLASSIC,
            /** {@code {name:>10}}, Python's {@code str.format}. */
            FORMAT,
            /** {@code $name} and <code>${name}</code>; an unknown name is an error. */
            TEMPLATE,
            /** As {@link #TEMPLATE}, but what has no meaning stays as it is. */
            SAFE_TEMPLATE
        }
    }

    /** Where a network log handler sends to. */
    sealed interface Address {

        /**
         * A host on the network.
         *
         * @param host name or address, without the brackets of IPv6
         * @param port 1–65535
         */
        record Host(String host, int port) implements Address {
        }

        /** A Unix socket. */
        record Local(String path) implements Address {
        }
    }

    /** When a log file is put aside for a new one. */
    sealed interface Rotation {

        /** Never. */
        record None() implements Rotation {
        }

        /**
         * Before it grows beyond a size.
         *
         * @param maxSize  bytes, at least 1
         * @param oldFiles how many old files to keep, at least 1
         */
        record BySize(long maxSize, int oldFiles) implements Rotation {
        }

        /**
         * At times.
         *
         * @param when     the unit, or the moment of the week or day
         * @param interval how many units, at least 1
         * @param oldFiles how many old files to keep, at least 1
         */
        record ByTime(When when, int interval, int oldFiles) implements Rotation {
        }

        /** The unit of {@link ByTime}, named as in the file; {@code W0} is Monday. */
        enum When { S, M, H, D, W0, W1, W2, W3, W4, W5, W6, MIDNIGHT }
    }

    /**
     * The encoding of a log file.
     *
     * @param charset how characters are written
     * @param marked  whether a file begins with a byte order mark, as with Python's {@code utf_8_sig}, {@code utf_16}
     *                and {@code utf_32}
     */
    record TextEncoding(Charset charset, boolean marked) {
        /** The default. */
        public static final TextEncoding UTF_8 = new TextEncoding(StandardCharsets.UTF_8, false);
    }

    /** The facilities of syslog(3), with the codes of RFC 5424. */
    enum Facility {
        KERN(0), USER(1), MAIL(2), DAEMON(3), AUTH(4), SECURITY(4), SYSLOG(5), LPR(6), NEWS(7), UUCP(8), CRON(9), AUTHPRIV(10),
        FTP(11), LOCAL0(16), LOCAL1(17), LOCAL2(18), LOCAL3(19), LOCAL4(20), LOCAL5(21), LOCAL6(22), LOCAL7(23);

        private final int code;

        Facility(int code) {
            this.code = code;
        }

        /** {@return the number of the facility, not yet shifted into a priority} */
        public int code() {
            return code;
        }
    }
}
