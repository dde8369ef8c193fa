package zdaemon.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.protocol.Repr.ReprException;
import zdaemon.protocol.StatusReply.MalformedReply;

/** Reads the text of a {@link StatusReply}. */
final class StatusReader {

    /** What is left here after the known keys have been taken out are the further ones. */
    private final Map<String, String> values = new LinkedHashMap<>();
    private final String text;

    StatusReader(String text) {
        this.text = text;
    }

    StatusReply read() throws MalformedReply {
        splitLines();
        if (!values.containsKey(StatusText.APPLICATION)) {
            throw new MalformedReply("the status reply does not say 'application'");
        }
        int application = pid(StatusText.APPLICATION);
        return new StatusReply(
                running(application),
                moment(StatusText.NOW).orElse(0),
                flag(StatusText.SHOULD_BE_UP),
                moment(StatusText.DELAY),
                number(StatusText.BACKOFF),
                moment(StatusText.LAST_TIME),
                application,
                flag(StatusText.TESTING),
                pid(StatusText.MANAGER),
                number(StatusText.BACKOFF_LIMIT),
                filename(),
                args(),
                values);
    }

    private void splitLines() throws MalformedReply {
        for (int start = 0; start < text.length(); ) {
            int newline = text.indexOf('\n', start);
            int end = newline < 0 ? text.length() : newline;
            line(text.substring(start, end));
            start = end + 1;
        }
    }

    private void line(String raw) throws MalformedReply {
        int end = raw.length();
        while (end > 0 && raw.charAt(end - 1) == '\r') {
            end--;
        }
        if (end == 0) {
            return;
        }
        String line = raw.substring(0, end);
        int equals = line.indexOf('=');
        if (equals <= 0 || line.indexOf('\r') >= 0) {
            throw new MalformedReply("not a line of a status reply: " + Repr.string(line));
        }
        values.put(line.substring(0, equals), line.substring(equals + 1));
    }

    private boolean running(int application) throws MalformedReply {
        String value = take(StatusText.STATUS, application > 0 ? "running" : "stopped");
        if (!value.equals("running") && !value.equals("stopped")) {
            throw wrong(StatusText.STATUS, value, null);
        }
        return value.equals("running");
    }

    private boolean flag(String key) throws MalformedReply {
        String value = take(key, "0");
        boolean on = value.equals("1") || value.equals("True");
        if (!on && !value.equals("0") && !value.equals("False")) {
            throw wrong(key, value, null);
        }
        return on;
    }

    /** A process id; a negative one would stand for others than the process, if it were signalled. */
    private int pid(String key) throws MalformedReply {
        int pid = number(key);
        if (pid < 0) {
            throw wrong(key, Integer.toString(pid), null);
        }
        return pid;
    }

    private int number(String key) throws MalformedReply {
        String value = take(key, "0");
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw wrong(key, value, e);
        }
    }

    /** Seconds since 1970 as microseconds; empty if they are 0 or missing. What is finer is cut off. */
    private OptionalLong moment(String key) throws MalformedReply {
        String value = take(key, "0");
        int point = value.indexOf('.');
        String whole = point < 0 ? value : value.substring(0, point);
        String fraction = point < 0 ? "" : value.substring(point + 1);
        if (!digits(whole, 1, 12) || !digits(fraction, point < 0 ? 0 : 1, 30)) {
            throw wrong(key, value, null);
        }
        long micros = Long.parseLong(whole + (fraction + "000000").substring(0, 6));
        return micros == 0 ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    private static boolean digits(String text, int least, int most) {
        for (int at = 0; at < text.length(); at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return text.length() >= least && text.length() <= most;
    }

    private Optional<String> filename() throws MalformedReply {
        String value = take(StatusText.FILENAME, "");
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Repr.parseString(value));
        } catch (ReprException e) {
            throw wrong(StatusText.FILENAME, value, e);
        }
    }

    private Optional<List<String>> args() throws MalformedReply {
        String value = take(StatusText.ARGS, "");
        try {
            return value.isEmpty() ? Optional.empty() : Optional.of(Repr.parseList(value));
        } catch (ReprException e) {
            throw wrong(StatusText.ARGS, value, e);
        }
    }

    private String take(String key, String otherwise) {
        String value = values.remove(key);
        return value == null ? otherwise : value;
    }

    private static MalformedReply wrong(String key, String value, Exception cause) {
        return new MalformedReply("the status reply says " + key + "=" + Repr.string(value), cause);
    }
}
