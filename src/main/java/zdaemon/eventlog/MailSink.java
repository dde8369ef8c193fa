package zdaemon.eventlog;

import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.spec.Handler;

/** The handler {@code <email-notifier>}: one mail a record. */
final class MailSink extends CourierSink {
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
