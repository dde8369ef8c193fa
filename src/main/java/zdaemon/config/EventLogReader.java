package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Node.Section;
import zdaemon.spec.Handler;
import zdaemon.spec.Handler.Address;
import zdaemon.spec.Handler.Facility;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.Login;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.Rotation.When;
import zdaemon.spec.Handler.TextEncoding;
import zdaemon.spec.ManagerSpec.EventLogSettings;

/**
 * Makes the records of an {@code <eventlog>} section that fits the schema.
 *
 * <p>Source: behaviour §6.
 */
final class EventLogReader {
    private static final String FILE_FORMAT = "------\n%(asctime)s %(levelname)s %(name)s %(message)s";
    private static final String LINE_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s";
    /** The time is added by syslog itself. */
    private static final String SYSLOG_FORMAT = "%(name)s %(message)s";
    private static final Address.Host SYSLOG_ADDRESS = new Address.Host("localhost", 514);
    private static final Address.Host MAIL_SERVER = new Address.Host("localhost", 25);

    private final PathTypes paths;
    private final Problems problems;

    EventLogReader(PathTypes paths, Problems problems) {
        this.paths = paths;
        this.problems = problems;
    }

    EventLogSettings read(Section section) {
        List<Handler> handlers = new ArrayList<>();
        for (Node node : section.nodes()) {
            if (node instanceof Section inner) {
                Optional<SectionType> type = SectionType.of(inner.type());
                if (type.isPresent() && type.get().isHandler()) {
                    handlers.add(handler(new KeyReader(inner, problems), type.get()));
                }
            }
        }
        int level = new KeyReader(section, problems).read("level", LogTypes.LEVEL, 20);
        return new EventLogSettings(level, List.copyOf(handlers));
    }

    private Handler handler(KeyReader keys, SectionType type) {
        return switch (type) {
            case LOGFILE -> logFile(keys);
            case SYSLOG -> syslog(keys);
            case HTTP_LOGGER -> httpLogger(keys);
            case EMAIL_NOTIFIER -> emailNotifier(keys);
            case DOCUMENT, RUNNER, ENVIRONMENT, EVENTLOG, SITE, MANAGER, NAMED_RUNNER, DEFAULTS -> throw new AssertionError(type);
        };
    }

    private static int level(KeyReader keys) {
        return keys.read("level", LogTypes.LEVEL, 0);
    }

    private Handler logFile(KeyReader keys) {
        Layout layout = new LayoutReader(keys).read(FILE_FORMAT);
        String path = keys.read("path", paths.logFile(), "");
        TextEncoding encoding = keys.readIfAny("encoding", LogTypes.ENCODING).orElse(TextEncoding.UTF_8);
        boolean delay = keys.read("delay", Types.BOOLEAN, false);
        RotationReader rotation = new RotationReader(keys, problems);
        for (Handler.Stream stream : Handler.Stream.values()) {
            if (path.equals(stream.name())) {
                rotation.refuseFor(path);
                return new Handler.LogStream(level(keys), layout, stream, encoding);
            }
        }
        return new Handler.LogFile(level(keys), layout, path, rotation.read(), encoding, delay);
    }

    private static Handler syslog(KeyReader keys) {
        return new Handler.Syslog(level(keys), new LayoutReader(keys).read(SYSLOG_FORMAT),
                keys.read("facility", LogTypes.FACILITY, Facility.USER),
                keys.read("address", AddressTypes.SYSLOG, SYSLOG_ADDRESS));
    }

    private static Handler httpLogger(KeyReader keys) {
        return new Handler.HttpLogger(level(keys), new LayoutReader(keys).read(LINE_FORMAT),
                keys.read("url", AddressTypes.URL, "http://localhost/"),
                keys.read("method", LogTypes.METHOD, Handler.Method.GET));
    }

    private static Handler emailNotifier(KeyReader keys) {
        return new Handler.EmailNotifier(level(keys), new LayoutReader(keys).read(LINE_FORMAT),
                keys.read("from", Types.NOT_EMPTY, ""), keys.readAll("to", Types.NOT_EMPTY),
                keys.read("subject", Types.TEXT, "Message from Zope"),
                keys.readIfAny("smtp-server", AddressTypes.MAIL_SERVER).orElse(MAIL_SERVER), login(keys));
    }

    private static Optional<Login> login(KeyReader keys) {
        Optional<String> username = keys.readIfAny("smtp-username", Types.TEXT);
        Optional<String> password = keys.readIfAny("smtp-password", Types.TEXT);
        if (username.isPresent() && password.isEmpty()) {
            keys.refuse("smtp-username", "smtp-username needs smtp-password");
        }
        if (password.isPresent() && username.isEmpty()) {
            keys.refuse("smtp-password", "smtp-password needs smtp-username");
        }
        return username.isPresent() && password.isPresent()
                ? Optional.of(new Login(username.get(), password.get())) : Optional.empty();
    }

    /** Reads when a {@code <logfile>} is rotated; a size of 0 and 0 old files are as good as none. */
    static final class RotationReader {
        private final KeyReader keys;
        private final int oldFiles;
        private final long maxSize;
        private final Optional<When> when;
        private final int interval;
        private final boolean readable;

        RotationReader(KeyReader keys, Problems problems) {
            int before = problems.count();
            this.keys = keys;
            this.oldFiles = keys.read("old-files", LogTypes.COUNT, 0);
            this.maxSize = keys.read("max-size", LogTypes.BYTES, 0L);
            this.when = keys.readIfAny("when", LogTypes.WHEN);
            this.interval = keys.read("interval", LogTypes.COUNT, 0);
            this.readable = problems.count() == before;
        }

        /** A stream cannot be rotated. */
        void refuseFor(String stream) {
            if (oldFiles > 0 || maxSize > 0 || when.isPresent() || interval > 0) {
                keys.refuse("path", "cannot rotate " + stream);
            }
        }

        Rotation read() {
            if (!readable) {
                return new Rotation.None();
            }
            if (maxSize > 0 && when.isPresent()) {
                keys.refuse("when", "a log file is rotated by max-size or by when, not by both");
            } else if ((maxSize > 0 || when.isPresent()) && oldFiles == 0) {
                keys.refuse(maxSize > 0 ? "max-size" : "when", "old-files must be set for log rotation");
            } else if (oldFiles > 0 && maxSize == 0 && when.isEmpty()) {
                keys.refuse("old-files", "max-size or when must be set for log rotation");
            } else if (interval > 0 && when.isEmpty()) {
                keys.refuse("interval", "interval needs when");
            } else if (when.isPresent()) {
                return new Rotation.ByTime(when.get(), Math.max(interval, 1), oldFiles);
            } else if (maxSize > 0) {
                return new Rotation.BySize(maxSize, oldFiles);
            }
            return new Rotation.None();
        }
    }
}
