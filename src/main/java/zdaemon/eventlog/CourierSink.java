package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.format.Fields;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.NativeString;
import zdaemon.spec.Handler;
import zdaemon.spec.format.Value;

/** A handler whose records go to a server, by way of the courier: nothing is open here. */
abstract class CourierSink implements Sink {
    private final Courier courier;

    CourierSink(Courier courier) {
        this.courier = courier;
    }

    /** What is to be delivered for a record. */
    abstract Delivery delivery(LogRecord entry, String text);

    @Override
    public final void write(LogRecord entry, String text) {
        courier.send(delivery(entry, text));
    }

    @Override
    public final void reopen() {
        // Nothing is open.
    }

    @Override
    public final Optional<String> trouble() {
        return courier.trouble();
    }

    @Override
    public final void close() {
        // The courier is closed by itself.
    }

    /** The handler {@code <email-notifier>}: one mail a record. */
    static final class MailSink extends CourierSink {
        private final Handler.EmailNotifier settings;

        MailSink(Handler.EmailNotifier settings, Courier courier) {
            super(courier);
            this.settings = settings;
        }

        @Override
        Delivery delivery(LogRecord entry, String text) {
            return new Delivery.Mail(settings.server().host(), settings.server().port(), settings.login(),
                    settings.from(), settings.to(), settings.subject(), entry.epochSecond(), text);
        }
    }

    /**
     * The handler {@code <http-logger>}. Like Python's HTTPHandler it sends the record's fields, not the formatted
     * text; the fields for exceptions and arguments, which nothing here has, are sent as Python shows their absence.
     */
    static final class WebSink extends CourierSink {
        private static final String[] FIELDS = {"name", "msg", "levelname", "levelno", "pathname", "filename", "module",
            "lineno", "funcName", "created", "msecs", "relativeCreated", "thread", "threadName", "processName", "process"};
        private static final String ABSENT = "args=%28%29&exc_info=None&exc_text=None&stack_info=None";
        private static final String HEX = "0123456789ABCDEF";

        private final String url;
        private final boolean post;
        private final Zone zone;

        WebSink(String url, boolean post, Zone zone, Courier courier) {
            super(courier);
            this.url = url;
            this.post = post;
            this.zone = zone;
        }

        @Override
        Delivery delivery(LogRecord entry, String text) {
            return new Delivery.Web(url, post, form(new Fields(entry, zone, "", true)));
        }

        static String form(Fields fields) {
            StringBuilder form = new StringBuilder();
            for (String name : FIELDS) {
                Optional<Value> value = fields.get(name);
                if (value.isPresent()) {
                    form.append(name).append('=');
                    quote(value.get().text(), form);
                    form.append('&');
                }
            }
            return form.append(ABSENT).toString();
        }

        /** As Python's {@code quote_plus}. */
        private static void quote(String text, StringBuilder out) {
            for (byte b : NativeString.encode(text)) {
                char c = (char) (b & 0xff);
                if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.-~".indexOf(c) >= 0) {
                    out.append(c);
                } else if (c == ' ') {
                    out.append('+');
                } else {
                    out.append('%').append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 0xf));
                }
            }
        }
    }
}
