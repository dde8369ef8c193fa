package zdaemon.protocol;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The reply to {@code status} (behaviour §5), its components in the order of the keys. Moments are microseconds since
 * 1970; on the wire they are seconds with a fraction.
 *
 * @param running      {@code status}: whether there is a process
 * @param now          when the manager wrote this
 * @param shouldBeUp   {@code should_be_up}: whether the program is wanted to run
 * @param delay        when the program is started again, if it waits for that
 * @param backoff      crashes in a row
 * @param lastTime     {@code lasttime}: when the program was last started, if it ever was
 * @param application  the program's process, 0 if there is none
 * @param testing      whether the start test has yet to succeed
 * @param manager      the manager's process, 0 if the manager does not say
 * @param backoffLimit {@code backofflimit}, seconds
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

    /** Takes copies. */
    public StatusReply {
        args = args.map(List::copyOf);
        extras = Collections.unmodifiableMap(new LinkedHashMap<>(extras));
    }

    /** The text of the reply, each line with its end. */
    public String encode() {
        throw new UnsupportedOperationException();
    }

    /** Reads a reply. */
    public static StatusReply parse(String text) throws MalformedReply {
        throw new MalformedReply(text);
    }
}
