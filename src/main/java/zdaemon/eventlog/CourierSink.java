package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.format.LogRecord;

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
}
