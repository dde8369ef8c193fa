package zdaemon.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.protocol.Repr.ReprException;

/**
 * The reply to {@code status} (behaviour §5), its components in the order of the keys. Moments are microseconds since
 * 1970; on the wire they are seconds with a fraction.
 *
 * @param running      {@code status}: whether there is a process
 * @param now          when the manager wrote this; 0 if it does not say
 * @param shouldBeUp   {@code should_be_up}: whether the program is wanted to run
 * @param delay        when the program is started again, if it waits for that
 * @param backoff      crashes in a row
 * @param lastTime     the key {@code lasttime=}: when the program was last started, if it ever was and the manager says so
 * @param application  the program's process, 0 if there is none
 * @param testing      whether the start test has yet to succeed
 * @param manager      the manager's process, 0 if it does not say
 * @param backoffLimit the key {@code backofflimit=}, seconds
 * @param filename     the program's file, if the manager says
 * @param args         the program's words, the first included, if the manager says
 * @param extras       the values of all further keys, in order
 */
public record StatusReply(
        boolean running,
        long now,
        boolean shouldBeUp,
        OptionalLong delay,
        int backoff,
        OptionalLong lastTime,
        int application,
        boolean testing,
        int manager,
        int backoffLimit,
        Optional<String> filename,
        Optional<List<String>> args,
        Map<String, String> extras) {

    /**
     * Takes copies.
     *
     * @throws IllegalArgumentException if a moment or a process is negative, or a further key would break the text
     */
    public StatusReply {
        args = args.isPresent() ? Optional.of(List.copyOf(args.get())) : args;
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
        StatusText.check(now, delay, lastTime, application, manager, extras);
    }

    /** A further key whose value is a list; an empty one when it is missing or its value is none. */
    public List<String> list(String key) {
        String value = extras.getOrDefault(key, "");
        try {
            return value.isEmpty() ? List.of() : Repr.parseList(value);
        } catch (ReprException e) {
            return List.of();
        }
    }

    /** The text of the reply, each line with its end. */
    public String encode() {
        return head() + words(filename, args) + StatusText.further(extras);
    }

    /** The lines that change from moment to moment: those before {@code filename}. */
    public String head() {
        return StatusText.head(this);
    }

    /** The lines {@code filename} and {@code args}, which may be long, and stay the same as long as the program does. */
    public static String words(Optional<String> filename, Optional<List<String>> args) {
        return StatusText.words(filename, args);
    }

    /** The lines after those. */
    public String further() {
        return StatusText.further(extras);
    }

    /**
     * Reads a reply of any manager, older and newer ones included: keys may come in any order, unknown ones are kept as
     * {@link #extras()}, missing ones read as 0, off or unknown. Only {@code application} must be there, because
     * nothing is known without it; and what is there must make sense.
     *
     * @throws MalformedReply if the text is no such reply
     */
    public static StatusReply parse(String text) throws MalformedReply {
        return new StatusReader(text).read();
    }

    /** A manager's reply is not what behaviour §5 promises; the message says in which respect. */
    public static final class MalformedReply extends Exception {

        private static final long serialVersionUID = 1;

        MalformedReply(String reason) {
            super(reason);
        }

        MalformedReply(String reason, Throwable cause) {
            super(reason, cause);
        }
    }
}
