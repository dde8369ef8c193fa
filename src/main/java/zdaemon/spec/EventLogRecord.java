package zdaemon.spec;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.EmailNotifier;
import zdaemon.spec.Handler.Facility;
import zdaemon.spec.Handler.HttpLogger;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.LogFile;
import zdaemon.spec.Handler.LogStream;
import zdaemon.spec.Handler.Login;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.Syslog;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.RecordReader.RecordException;

/**
 * The event log's settings as fields of a manager's record. Chains of {@code instanceof} take the place of pattern
 * switches, which are spun at run time.
 */
final class EventLogRecord {
    private static final String LEVEL = "eventlog";

    private EventLogRecord() {
    }

    static void write(EventLogSettings settings, RecordWriter out) {
        out.put(LEVEL, settings.level());
        for (Handler handler : settings.handlers()) {
            out.open("handler");
            write(handler, out);
            out.close();
        }
    }

    private static void write(Handler handler, RecordWriter out) {
        if (handler instanceof LogFile file) {
            common("logfile", handler, out).put("path", file.path()).put("encoding", file.encoding().charset().name())
                    .put("mark", file.encoding().marked()).put("delay", file.delay());
            write(file.rotation(), out);
        } else if (handler instanceof LogStream stream) {
            common("stream", handler, out).put("stream", stream.stream().name())
                    .put("encoding", stream.encoding().charset().name());
        } else if (handler instanceof Syslog syslog) {
            write(syslog.address(), common("syslog", handler, out).put("facility", syslog.facility().name()));
        } else if (handler instanceof HttpLogger http) {
            common("http", handler, out).put("url", http.url()).put("method", http.method().name());
        } else if (handler instanceof EmailNotifier mail) {
            write(mail.server(), common("email", handler, out).put("from", mail.from()).put("to", mail.to())
                    .put("subject", mail.subject()));
            if (mail.login().isPresent()) {
                out.put("username", mail.login().get().username()).put("password", mail.login().get().password());
            }
        }
    }

    private static RecordWriter common(String kind, Handler handler, RecordWriter out) {
        Layout layout = handler.layout();
        return out.put("kind", kind).put("level", handler.level()).put("format", layout.format())
                .put("dateformat", layout.dateFormat()).put("style", layout.style().name())
                .put("arbitrary", layout.arbitraryFields());
    }

    private static void write(Rotation rotation, RecordWriter out) {
        if (rotation instanceof Rotation.BySize size) {
            out.put("max-size", size.maxSize()).put("old-files", size.oldFiles());
        } else if (rotation instanceof Rotation.ByTime time) {
            out.put("when", time.when().name()).put("interval", time.interval()).put("old-files", time.oldFiles());
        }
    }

    private static void write(Address address, RecordWriter out) {
        if (address instanceof Address.Host host) {
            out.put("host", host.host()).put("port", host.port());
        } else if (address instanceof Address.Local local) {
            out.put("local", local.path());
        }
    }

    static Optional<EventLogSettings> read(RecordReader in) throws RecordException {
        Optional<String> level = in.find(LEVEL);
        if (level.isEmpty()) {
            return Optional.empty();
        }
        List<RecordReader> records = in.version() == 1 ? in.flat("handler", "handler-") : in.records("handler");
        List<Handler> handlers = new ArrayList<>();
        for (RecordReader record : records) {
            try {
                Optional<Handler> handler = handler(record);
                if (handler.isPresent()) {
                    handlers.add(handler.get());
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new RecordException("unknown encoding " + e.getMessage());
            }
        }
        return Optional.of(new EventLogSettings((int) in.number(LEVEL, 0), List.copyOf(handlers)));
    }

    /** Empty for one of a kind that only a later release knows. */
    private static Optional<Handler> handler(RecordReader in) throws RecordException {
        String kind = in.text("kind");
        int level = (int) in.number("level", 0);
        return switch (kind) {
            case "logfile" -> Optional.of(new LogFile(level, layout(in), in.text("path"), rotation(in),
                    encoding(in), in.flag("delay", false)));
            case "stream" -> Optional.of(new LogStream(level, layout(in),
                    constant(Handler.Stream.values(), in.text("stream")), encoding(in)));
            case "syslog" -> Optional.of(new Syslog(level, layout(in), constant(Facility.values(), in.text("facility")),
                    in.find("local").isPresent() ? new Address.Local(in.text("local")) : host(in)));
            case "http" -> Optional.of(new HttpLogger(level, layout(in), in.text("url"),
                    constant(Handler.Method.values(), in.text("method"))));
            case "email" -> Optional.of(new EmailNotifier(level, layout(in), in.text("from"), in.all("to"),
                    in.text("subject"), host(in), in.find("username").isPresent()
                            ? Optional.of(new Login(in.text("username"), in.text("password"))) : Optional.empty()));
            default -> Optional.empty();
        };
    }

    private static TextEncoding encoding(RecordReader in) throws RecordException {
        String name = in.text("encoding");
        // Release 1.0 wrote it as Python does, little-endian and with a mark.
        return name.equals("UTF-16") ? new TextEncoding(StandardCharsets.UTF_16LE, true)
                : new TextEncoding(Charset.forName(name), in.flag("mark", false));
    }

    private static Layout layout(RecordReader in) throws RecordException {
        return new Layout(in.text("format"), in.text("dateformat"), constant(Layout.Style.values(), in.text("style")),
                in.flag("arbitrary", false));
    }

    private static Rotation rotation(RecordReader in) throws RecordException {
        int oldFiles = (int) in.number("old-files", 0);
        if (in.find("when").isPresent()) {
            return new Rotation.ByTime(constant(Rotation.When.values(), in.text("when")),
                    (int) in.number("interval", 1), oldFiles);
        }
        return in.find("max-size").isPresent()
                ? new Rotation.BySize(in.number("max-size", 0), oldFiles) : new Rotation.None();
    }

    private static Address.Host host(RecordReader in) throws RecordException {
        return new Address.Host(in.text("host"), (int) in.number("port", 0));
    }

    private static <E extends Enum<E>> E constant(E[] constants, String name) throws RecordException {
        for (E constant : constants) {
            if (constant.name().equals(name)) {
                return constant;
            }
        }
        throw new RecordException("'" + name + "' is not a known value");
    }
}
