package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.config.Handler;

/** The handler {@code <email-notifier>}: one mail a record. */
final class MailSink implements Sink {
    private final Handler.EmailNotifier settings;
    private final Courier courier;

    MailSink(Handler.EmailNotifier settings, Courier courier) {
        this.settings = settings;
        this.courier = courier;
    }

    @Override
    public void write(LogRecord entry, String text) {
        courier.send(new Delivery.Mail(settings.server().host(), settings.server().port(), settings.login(),
                settings.from(), settings.to(), settings.subject(), entry.epochSecond(), text));
    }

    @Override
    public void reopen() {
        // Nothing is open.
    }

    @Override
    public Optional<String> trouble() {
        return courier.trouble();
    }

    @Override
    public void close() {
        // The courier is closed by itself.
    }
}
