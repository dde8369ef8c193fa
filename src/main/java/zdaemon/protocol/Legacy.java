package zdaemon.protocol;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.protocol.Repr.ReprException;

/**
 * What a manager writes down for the one that takes its place should it be killed: which process it is, which one the
 * program is, and what it knows of it. Text: a version line, {@code key=value} lines, an empty line, and the settings as
 * they were handed to the manager. Unknown keys are skipped, since the two may be of different releases. What changes in
 * a manager's life is in the {@link #head}, which always has the same length, so that it can be overwritten in place.
 *
 * @param manager   the identity of the manager's process
 * @param program   the identity of the program's process
 * @param started   when the program was started, in microseconds since 1970
 * @param crashes   crashes in a row before that
 * @param ready     whether it had passed its start test
 * @param wish      what was to follow its end, if it was being ended; a name
 * @param directory the manager's current directory
 * @param settings  opaque here
 */
public record Legacy(
        String manager,
        String program,
        OptionalLong started,
        int crashes,
        boolean ready,
        Optional<String> wish,
        String directory,
        String settings) {

    private static final String VERSION = "zdaemon-state 1\n";
    private static final String END = "\n\n";
    /** More than twice as much as all of it takes. */
    private static final int HEAD_LENGTH = 512;
    /** Copied at once, whereas an interpreter fills a text character by character. */
    private static final String FILLING = " ".repeat(HEAD_LENGTH);

    /** The text. */
    public String encode() {
        StringBuilder text = new StringBuilder(settings.length() + directory.length() + HEAD_LENGTH + 64).append(head());
        text.append("directory=").append(Repr.string(directory)).append(END);
        return text.append(settings).toString();
    }

    /** The beginning of the text, filled up with a line of spaces. */
    public String head() {
        StringBuilder text = new StringBuilder(HEAD_LENGTH).append(VERSION);
        text.append("manager=").append(manager).append('\n');
        text.append("program=").append(program).append('\n');
        if (started.isPresent()) {
            text.append("started=").append(started.getAsLong()).append('\n');
        }
        text.append("crashes=").append(crashes).append('\n');
        text.append("ready=").append(ready ? 1 : 0).append('\n');
        if (wish.isPresent()) {
            text.append("wish=").append(wish.get()).append('\n');
        }
        return text.append(FILLING, 0, Math.max(1, HEAD_LENGTH - 1 - text.length())).append('\n').toString();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param text any text
     * @return empty when it is not understood
     */
    public static Optional<Legacy> parse(String text) {
        int end = text.indexOf(END);
        if (!text.startsWith(VERSION) || end < 0) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int from = VERSION.length(); from < end;) {
            int to = text.indexOf('\n', from);
            int equals = text.indexOf('=', from, to);
            if (equals >= 0 && equals < to) {
                values.put(text.substring(from, equals), text.substring(equals + 1, to));
            }
            from = to + 1;
        }
        try {
            return Optional.of(of(values, text.substring(end + END.length())));
        } catch (NumberFormatException | ReprException e) {
            return Optional.empty();
        }
    }

    private static Legacy of(Map<String, String> values, String settings) throws ReprException {
        String started = values.getOrDefault("started", "");
        return new Legacy(
                values.getOrDefault("manager", ""),
                values.getOrDefault("program", ""),
                started.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(started)),
                Math.max(0, Integer.parseInt(values.getOrDefault("crashes", "0"))),
                values.getOrDefault("ready", "1").equals("1"),
                Optional.ofNullable(values.get("wish")),
                Repr.parseString(values.getOrDefault("directory", "'/'")),
                settings);
    }
}
