package zdaemon.protocol;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** How a {@link StatusReply} is written. */
final class StatusText {

    static final String STATUS = "status";
    static final String NOW = "now";
    static final String SHOULD_BE_UP = "should_be_up";
    static final String DELAY = "delay";
    static final String BACKOFF = "backoff";
    static final String LAST_TIME = "lasttime";
    static final String APPLICATION = "application";
    static final String TESTING = "testing";
    static final String MANAGER = "manager";
    static final String BACKOFF_LIMIT = "backofflimit";
    static final String FILENAME = "filename";
    static final String ARGS = "args";

    private static final Set<String> KEYS = Set.copyOf(List.of(
            STATUS, NOW, SHOULD_BE_UP, DELAY, BACKOFF, LAST_TIME, APPLICATION, TESTING, MANAGER, BACKOFF_LIMIT,
            FILENAME, ARGS));

    private static final long SECOND = 1_000_000;

    private StatusText() {}

    static String head(StatusReply status) {
        StringBuilder out = new StringBuilder();
        line(out, STATUS, status.running() ? "running" : "stopped");
        line(out, NOW, seconds(status.now()));
        line(out, SHOULD_BE_UP, status.shouldBeUp() ? "1" : "0");
        line(out, DELAY, moment(status.delay()));
        line(out, BACKOFF, Integer.toString(status.backoff()));
        line(out, LAST_TIME, moment(status.lastTime()));
        line(out, APPLICATION, Integer.toString(status.application()));
        line(out, TESTING, status.testing() ? "1" : "0");
        line(out, MANAGER, Integer.toString(status.manager()));
        line(out, BACKOFF_LIMIT, Integer.toString(status.backoffLimit()));
        return out.toString();
    }

    static String words(Optional<String> filename, Optional<List<String>> args) {
        StringBuilder out = new StringBuilder();
        if (filename.isPresent()) {
            line(out, FILENAME, Repr.string(filename.get()));
        }
        if (args.isPresent()) {
            line(out, ARGS, Repr.list(args.get()));
        }
        return out.toString();
    }

    static String further(Map<String, String> extras) {
        StringBuilder out = new StringBuilder();
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            line(out, extra.getKey(), extra.getValue());
        }
        return out.toString();
    }

    static void check(long now, OptionalLong delay, OptionalLong lastTime, int application, int manager,
            Map<String, String> extras) {
        if (now < 0 || delay.orElse(1) <= 0 || lastTime.orElse(1) <= 0) {
            throw new IllegalArgumentException("a moment before 1970");
        }
        if (application < 0 || manager < 0) {
            throw new IllegalArgumentException("a negative process id");
        }
        for (Map.Entry<String, String> extra : extras.entrySet()) {
            String key = extra.getKey();
            if (key.isEmpty() || KEYS.contains(key) || key.indexOf('=') >= 0 || breaksLines(key)) {
                throw new IllegalArgumentException("not a further key: " + Repr.string(key));
            }
            if (breaksLines(extra.getValue())) {
                throw new IllegalArgumentException("the value of " + key + " is more than a line");
            }
        }
    }

    private static boolean breaksLines(String text) {
        return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
    }

    private static void line(StringBuilder out, String key, String value) {
        out.append(key).append('=').append(value).append('\n');
    }

    private static String moment(OptionalLong micros) {
        return micros.isPresent() ? seconds(micros.getAsLong()) : "0";
    }

    /** As Python prints a float: at least one digit after the point, and no zeros that say nothing. */
    private static String seconds(long micros) {
        String fraction = Long.toString(SECOND + micros % SECOND);
        int end = fraction.length();
        while (end > 2 && fraction.charAt(end - 1) == '0') {
            end--;
        }
        return micros / SECOND + "." + fraction.substring(1, end);
    }
}
