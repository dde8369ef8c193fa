package zdaemon.reference;

import java.util.Locale;
import zdaemon.config.SectionType;
import zdaemon.spec.Handler.Facility;

/** What the manual page says about the sections of {@code <eventlog>} and their keys (behaviour §6). */
final class EventLogText {
    private static final String LEVEL = "Messages below this level are left out: `critical` (or `fatal`), `error`, "
            + "`warning` (or `warn`), `info`, `blather`, `debug`, `trace`, `all`, `notset`, or a number from 0 to 50. ";

    private EventLogText() {
    }

    /** What the section is for. */
    static String of(SectionType section) {
        return switch (section) {
            case LOGFILE -> "A file, or a standard stream.";
            case SYSLOG -> "The system's log, syslog(3).";
            case HTTP_LOGGER -> "A web server: each message is a request of its own.";
            case EMAIL_NOTIFIER -> "Mail: each message is one of its own, so set its level high.";
            case DOCUMENT, RUNNER, ENVIRONMENT, EVENTLOG, SITE, MANAGER, NAMED_RUNNER, DEFAULTS ->
                    throw new IllegalArgumentException("no handler: " + section);
        };
    }

    /** What a key means, and its default. */
    static String of(SectionType section, String key) {
        return switch (section + " " + key) {
            case "EVENTLOG level" -> LEVEL + "Default: `info`.";
            case "LOGFILE path" -> "The file, made when missing, with the mode that `umask` leaves of 0666. A relative path "
                    + "begins where `start` was called; `~` and `~user` are expanded. `STDOUT` and `STDERR` are the streams, which in the "
                    + "background end in the transcript. Required.";
            case "LOGFILE old-files" -> "How many files to keep that have been put aside. Default: `0`.";
            case "LOGFILE max-size" -> "Put the file aside before it grows beyond this size: `10`, `64KB`, `5MB`, "
                    + "`1GB`. Needs `old-files`. Default: `0`, never.";
            case "LOGFILE when" -> "Put the file aside at times: every `interval` seconds, minutes, hours or days (`S "
                    + "M H D`), on a day of the week (`W0`, Monday, to `W6`), or at `midnight`. Needs `old-files`, "
                    + "excludes `max-size`.";
            case "LOGFILE interval" -> "The number of units of `when`. Default: `1`.";
            case "LOGFILE encoding" -> "How text becomes bytes, by the name that Python or Java has for it; `utf_16` and "
                    + "`utf_8_sig` begin a new file with a byte order mark. Default: `utf-8`.";
            case "LOGFILE delay" -> "Open the file only when there is something to write. Default: `off`.";
            case "SYSLOG facility" -> "Who is talking: " + facilities() + ". Default: `user`.";
            case "SYSLOG address" -> "Where to: `host:port` by UDP, or the path of a Unix socket such as `/dev/log`. "
                    + "Default: `localhost:514`.";
            case "HTTP_LOGGER url" -> "Where to. Default: `http://localhost/`.";
            case "HTTP_LOGGER method" -> "`GET` or `POST`. Default: `GET`.";
            case "EMAIL_NOTIFIER from" -> "The sender. Required.";
            case "EMAIL_NOTIFIER to" -> "A recipient; may be repeated. Required.";
            case "EMAIL_NOTIFIER subject" -> "The subject. Default: `Message from Zope`.";
            case "EMAIL_NOTIFIER smtp-server" -> "The mail server, `host` or `host:port`. Default: `localhost:25`.";
            case "EMAIL_NOTIFIER smtp-username", "EMAIL_NOTIFIER smtp-password" ->
                    "For a mail server that asks who we are; both or none.";
            default -> ofAnyHandler(key);
        };
    }

    /** Keys that each handler has. */
    static String ofAnyHandler(String key) {
        return switch (key) {
            case "level" -> LEVEL + "Default: `notset`, which leaves it to <eventlog>.";
            case "format" -> "What a message looks like; see Formats below. `\\n \\t \\b \\f \\r` stand for control "
                    + "characters. An empty one is the message alone.";
            case "dateformat" -> "What `asctime` looks like, as for strftime(3). Default: `%Y-%m-%dT%H:%M:%S`. "
                    + "An empty one is `%Y-%m-%d %H:%M:%S` with a comma and milliseconds. Times are in the zone of the `TZ` "
                    + "that <environment> sets, or else of the client.";
            case "style" -> "How the format names fields: `classic` as in `%(message)s`, `format` as in `{message}`, "
                    + "`template` as in `$message`, or `safe-template`, which lets unknown names stand. Default: "
                    + "`classic`.";
            case "arbitrary-fields" -> "Let the format name fields that do not exist. Default: `off`.";
            case "formatter" -> "Accepted; there is only one, `logging.Formatter`.";
            default -> throw new IllegalArgumentException("nothing is said about the key '" + key + "'");
        };
    }

    private static String facilities() {
        StringBuilder names = new StringBuilder();
        for (Facility facility : Facility.values()) {
            names.append(names.isEmpty() ? "`" : ", `").append(facility.name().toLowerCase(Locale.ROOT)).append('`');
        }
        return names.toString();
    }
}
