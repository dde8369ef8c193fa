package zdaemon.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.eventlog.CourierSink.MailSink;
import zdaemon.eventlog.CourierSink.WebSink;
import zdaemon.eventlog.LogFile.Encoding;
import zdaemon.eventlog.Rotator.TimeRotator;
import zdaemon.eventlog.Sink.StreamSink;
import zdaemon.eventlog.delivery.Complaints;
import zdaemon.eventlog.delivery.Complaints.LogClock;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.StandardStream;
import zdaemon.eventlog.format.Formatter;
import zdaemon.eventlog.format.Formatter.Zone;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.spec.Handler;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.format.MessageFormat.FormatException;

/** Makes an event log from its settings and what surrounds it; tests put other clocks and streams around it. */
final class EventLogBuilder {
    private final LogClock clock;
    private final Zone zone;
    private final int process;
    private final StandardStream output;
    private final StandardStream error;
    private final Complaints complaints;
    private final Courier courier;

    EventLogBuilder(LogClock clock, Zone zone, int process, Fd output, Fd error) {
        this.clock = clock;
        this.zone = zone;
        this.process = process;
        this.output = new StandardStream(output);
        this.error = new StandardStream(error);
        this.complaints = new Complaints(this.error, clock);
        this.courier = new Courier(clock, complaints);
    }

    static EventLogBuilder forThisProcess() {
        return new EventLogBuilder(LogClock.SystemClock.REAL, Zone.SystemZone.LOCAL, Processes.self().value(), Fd.standard(1),
                Fd.standard(2));
    }

    EventLog build(Optional<EventLogSettings> settings) {
        List<EventLog.Outlet> outlets = new ArrayList<>();
        if (settings.isEmpty()) {
            // Nobody has said where, but warnings must not vanish.
            Sink lastResort = new StreamSink(error, new Encoding(TextEncoding.UTF_8));
            outlets.add(new EventLog.Outlet(LogLevel.WARNING, Optional.empty(), lastResort));
            return new EventLog(LogLevel.WARNING, outlets, courier, clock, process);
        }
        for (Handler handler : settings.get().handlers()) {
            try {
                Formatter formatter = new Formatter(handler.layout(), zone);
                outlets.add(new EventLog.Outlet(handler.level(), Optional.of(formatter), sink(handler)));
            } catch (PosixException | FormatException e) {
                complaints.add(e.getMessage());
            }
        }
        return new EventLog(settings.get().level(), outlets, courier, clock, process);
    }

    // Not a switch over types: it would be spun at run time, on the way of each start.
    private Sink sink(Handler handler) throws PosixException {
        if (handler instanceof Handler.LogFile file) {
            Rotator rotator = rotator(file);
            return new FileSink(file.path(), rotator, new Encoding(file.encoding()), file.delay(), complaints);
        }
        if (handler instanceof Handler.LogStream stream) {
            boolean toOutput = stream.stream() == Handler.Stream.STDOUT;
            return new StreamSink(toOutput ? output : error, new Encoding(stream.encoding()));
        }
        if (handler instanceof Handler.Syslog syslog) {
            return new SyslogSink(syslog.facility(), syslog.address(), courier, complaints);
        }
        if (handler instanceof Handler.HttpLogger web) {
            return new WebSink(web.url(), web.method() == Handler.Method.POST, zone, courier);
        }
        return new MailSink((Handler.EmailNotifier) handler, courier);
    }

    private Rotator rotator(Handler.LogFile file) throws PosixException {
        if (file.rotation() instanceof Rotation.BySize bySize) {
            return new Rotator.BySize(bySize.maxSize(), bySize.oldFiles());
        }
        if (file.rotation() instanceof Rotation.ByTime byTime) {
            Rollover rollover = new Rollover(byTime.when(), byTime.interval(), zone);
            long now = Math.floorDiv(clock.wallNanos(), 1_000_000_000L);
            return TimeRotator.of(file.path(), rollover, byTime.oldFiles(), now);
        }
        return new Rotator.Never();
    }
}
