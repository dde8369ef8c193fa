package zdaemon.spec;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import zdaemon.spec.Handler.EmailNotifier;
import zdaemon.spec.Handler.HttpLogger;
import zdaemon.spec.Handler.LogFile;
import zdaemon.spec.Handler.LogStream;
import zdaemon.spec.Handler.Login;
import zdaemon.spec.Handler.Syslog;

/**
 * One log handler in {@link SettingsText}: a line {@code handler=kind}, then its parts, whose keys begin with
 * {@value #PREFIX}. Chains of {@code instanceof} take the place of pattern switches, which are spun at run time.
 */
final class HandlerText {
    static final String PREFIX = "handler-";

    private final String kind;
    private final List<String> keys = new ArrayList<>();
    private final List<String> values = new ArrayList<>();

    HandlerText(String kind) {
        this.kind = kind;
    }

    void add(String key, String value) {
        keys.add(key);
        values.add(value);
    }

    static void encode(Handler handler, TextWriter out) {
        if (handler instanceof LogFile file) {
            common("logfile", handler, out).put("handler-path", file.path())
                    .put("handler-encoding", file.encoding().name())
                    .put("handler-delay", file.delay());
            encode(file.rotation(), out);
        } else if (handler instanceof LogStream stream) {
            common("stream", handler, out).put("handler-stream", stream.stream().name())
                    .put("handler-encoding", stream.encoding().name());
        } else if (handler instanceof Syslog syslog) {
            encode(syslog.address(), common("syslog", handler, out).put("handler-facility", syslog.facility().name()));
        } else if (handler instanceof HttpLogger http) {
            common("http", handler, out).put("handler-url", http.url()).put("handler-method", http.method().name());
        } else if (handler instanceof EmailNotifier mail) {
            encode(mail.server(), common("email", handler, out).put("handler-from", mail.from())
                    .put("handler-subject", mail.subject()));
            for (String to : mail.to()) {
                out.put("handler-to", to);
            }
            if (mail.login().isPresent()) {
                out.put("handler-username", mail.login().get().username())
                        .put("handler-password", mail.login().get().password());
            }
        }
    }

    private static TextWriter common(String kind, Handler handler, TextWriter out) {
        Layout layout = handler.layout();
        return out.put("handler", kind).put("handler-level", handler.level()).put("handler-format", layout.format())
                .put("handler-dateformat", layout.dateFormat()).put("handler-style", layout.style().name())
                .put("handler-arbitrary", layout.arbitraryFields());
    }

    private static void encode(Rotation rotation, TextWriter out) {
        if (rotation instanceof Rotation.BySize size) {
            out.put("handler-max-size", Long.toString(size.maxSize())).put("handler-old-files", size.oldFiles());
        } else if (rotation instanceof Rotation.ByTime time) {
            out.put("handler-when", time.when().name()).put("handler-interval", time.interval())
                    .put("handler-old-files", time.oldFiles());
        }
    }

    private static void encode(Address address, TextWriter out) {
        if (address instanceof Address.Host host) {
            out.put("handler-host", host.host()).put("handler-port", host.port());
        } else if (address instanceof Address.Local local) {
            out.put("handler-local", local.path());
        }
    }

    /** The handlers, without those of a kind that only a later release knows. */
    static List<Handler> decode(List<HandlerText> texts) throws RecordException {
        List<Handler> handlers = new ArrayList<>();
        for (HandlerText text : texts) {
            Optional<Handler> handler = text.decode();
            if (handler.isPresent()) {
                handlers.add(handler.get());
            }
        }
        return List.copyOf(handlers);
    }

    private Optional<Handler> decode() throws RecordException {
        return switch (kind) {
            case "logfile" -> Optional.of(new LogFile(number("level"), layout(), get("path"), rotation(),
                    Charset.forName(get("encoding")), flag("delay")));
            case "stream" -> Optional.of(new LogStream(number("level"), layout(), Handler.Stream.valueOf(get("stream")),
                    Charset.forName(get("encoding"))));
            case "syslog" -> Optional.of(new Syslog(number("level"), layout(), Facility.valueOf(get("facility")),
                    find("local").isPresent() ? new Address.Local(get("local")) : host()));
            case "http" -> Optional.of(new HttpLogger(number("level"), layout(), get("url"),
                    Handler.Method.valueOf(get("method"))));
            case "email" -> Optional.of(new EmailNotifier(number("level"), layout(), get("from"), all("to"),
                    get("subject"), host(), find("username").isPresent()
                            ? Optional.of(new Login(get("username"), get("password"))) : Optional.empty()));
            default -> Optional.empty();
        };
    }

    private Layout layout() throws RecordException {
        return new Layout(get("format"), get("dateformat"), Layout.Style.valueOf(get("style")), flag("arbitrary"));
    }

    private Rotation rotation() throws RecordException {
        if (find("when").isPresent()) {
            return new Rotation.ByTime(Rotation.When.valueOf(get("when")), number("interval"), number("old-files"));
        }
        return find("max-size").isPresent()
                ? new Rotation.BySize(Long.parseLong(get("max-size")), number("old-files")) : new Rotation.None();
    }

    private Address.Host host() throws RecordException {
        return new Address.Host(get("host"), number("port"));
    }

    private int number(String part) throws RecordException {
        return Integer.parseInt(get(part));
    }

    private boolean flag(String part) throws RecordException {
        return get(part).equals("on");
    }

    private String get(String part) throws RecordException {
        Optional<String> value = find(part);
        if (value.isEmpty()) {
            throw new RecordException("a log handler without " + part);
        }
        return value.get();
    }

    private Optional<String> find(String part) {
        List<String> all = all(part);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
    }

    private List<String> all(String part) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).length() == PREFIX.length() + part.length() && keys.get(i).endsWith(part)) {
                found.add(values.get(i));
            }
        }
        return Collections.unmodifiableList(found);
    }
}
