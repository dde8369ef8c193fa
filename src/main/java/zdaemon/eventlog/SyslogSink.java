package zdaemon.eventlog;

import java.util.Optional;
import zdaemon.eventlog.delivery.Complaints;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Delivery;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.MessageSocket;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Facility;

/**
 * The handler {@code <syslog>}: {@code <PRIORITY>TEXT} and a NUL, as Python's SysLogHandler sends it. A Unix socket and
 * a host given by number are sent to directly, without ever waiting; looking up a name can take long, so the delivery
 * agent does that.
 */
final class SyslogSink implements Sink {
    private final int facility;
    private final Address address;
    private final Optional<byte[]> numeric;
    private final Courier courier;
    private final Complaints complaints;
    private Optional<Fd> socket = Optional.empty();
    private Optional<String> trouble = Optional.empty();
    private long lost;

    SyslogSink(Facility facility, Address address, Courier courier, Complaints complaints) {
        this.facility = facility.code();
        this.address = address;
        this.numeric = address instanceof Address.Host host ? NumericAddress.parse(host.host()) : Optional.empty();
        this.courier = courier;
        this.complaints = complaints;
    }

    @Override
    public void write(LogRecord entry, String text) {
        String message = "<" + (facility << 3 | severity(entry.level())) + ">" + text;
        if (address instanceof Address.Host host && numeric.isEmpty()) {
            courier.send(new Delivery.Packet(host.host(), host.port(), message));
            trouble = courier.trouble();
            return;
        }
        byte[] bytes = NativeString.encode(message + "\0");
        try {
            // A syslog daemon that was restarted shows as an error on the socket to the old one.
            if (socket.isEmpty() || !sent(bytes)) {
                close();
                socket = Optional.of(connect());
                if (!sent(bytes)) {
                    failed("Its socket takes nothing more");
                    return;
                }
            }
            trouble = Optional.empty();
        } catch (PosixException e) {
            failed(e.errno().message());
        }
    }

    /** Python's levels as the severities of syslog(3). */
    private static int severity(int level) {
        return level >= LogLevel.CRITICAL ? 2
                : level >= LogLevel.ERROR ? 3
                : level >= LogLevel.WARNING ? 4
                : level >= LogLevel.INFO ? 6
                : 7;
    }

    private Fd connect() throws PosixException {
        if (address instanceof Address.Host host) {
            return MessageSocket.connect(numeric.orElseThrow(), host.port());
        }
        return MessageSocket.connect(((Address.Local) address).path());
    }

    private boolean sent(byte[] bytes) {
        try (Buffer buffer = Buffer.allocate(bytes.length)) {
            buffer.put(bytes, 0, bytes.length);
            return UnixSocket.send(socket.orElseThrow(), buffer, 0, bytes.length) == bytes.length;
        } catch (PosixException e) {
            return false;
        }
    }

    private void failed(String why) {
        lost++;
        trouble = Optional.of("syslog: " + why + " (messages lost: " + lost + ")");
        complaints.add(trouble.get());
    }

    @Override
    public void reopen() {
        close();
    }

    @Override
    public Optional<String> trouble() {
        return trouble;
    }

    @Override
    public void close() {
        if (socket.isPresent()) {
            socket.get().close();
            socket = Optional.empty();
        }
    }
}
