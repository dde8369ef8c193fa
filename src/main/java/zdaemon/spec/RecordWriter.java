package zdaemon.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Writes a record: what one process leaves to another, perhaps of another release. There is one format for all of them:
 * settings, state files, what an upgrade hands over, what a delivery agent has to do.
 *
 * <pre>{@code
 * byte[] bytes = new RecordWriter("state", 2)
 *         .put("manager", identity)          // manager=17 1234 boot/1
 *         .put("crashes", 3)                 // crashes=3
 *         .put("ready", true)                // ready=on
 *         .put("word", List.of("a", "b"))    // word=a, word=b: a line each
 *         .put("wish", Optional.empty())     // nothing
 *         .open("launch")                    // launch:
 *         .put("umask", 18)                  // umask=18
 *         .close()                           // .
 *         .bytes();
 * }</pre>
 *
 * <p>The first line is {@code zdaemon-KIND VERSION}. The bytes are printable ASCII and line feeds: a backslash and any
 * UTF-16 unit that is not printable ASCII are escaped, so every string survives, lone surrogates too. A key is a word of
 * letters and hyphens.
 *
 * <p>New fields need no new version: {@link RecordReader} gives what it is asked for and skips the rest, and what is
 * missing has the default that the reader names. The version changes only when a release that does not know a field must
 * not go on.
 */
public final class RecordWriter {
    private final StringBuilder out = new StringBuilder(4096);

    /**
     * Begins a record.
     *
     * @param kind    what it is, a word
     * @param version of that kind of record
     */
    public RecordWriter(String kind, int version) {
        out.append("zdaemon-").append(kind).append(' ').append(version).append('\n');
    }

    /** Adds a field. */
    public RecordWriter put(String key, String value) {
        out.append(key).append('=');
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c >= 0x7f || c == '\\') {
                out.append(value, from, i);
                escape(c);
                from = i + 1;
            }
        }
        out.append(value, from, value.length()).append('\n');
        return this;
    }

    private void escape(char c) {
        if (c == '\\') {
            out.append("\\\\");
            return;
        }
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(Character.forDigit(c >> shift & 0xf, 16));
        }
    }

    /** Adds a number. */
    public RecordWriter put(String key, long value) {
        out.append(key).append('=').append(value).append('\n');
        return this;
    }

    /** Adds a flag: {@code on} or {@code off}. */
    public RecordWriter put(String key, boolean value) {
        out.append(key).append(value ? "=on\n" : "=off\n");
        return this;
    }

    /** Adds a field for each value. */
    public RecordWriter put(String key, List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            put(key, values.get(i));
        }
        return this;
    }

    /** Adds a field if there is a value. */
    public RecordWriter put(String key, Optional<String> value) {
        return value.isPresent() ? put(key, value.get()) : this;
    }

    /** Begins a record within the record; what follows is its, until {@link #close}. */
    public RecordWriter open(String key) {
        out.append(key).append(":\n");
        return this;
    }

    /** Ends what {@link #open} began. */
    public RecordWriter close() {
        out.append(".\n");
        return this;
    }

    /**
     * Fills up with a line of spaces, so that what was written so far can be written again in place, with other values.
     *
     * @param length bytes from the record's beginning; what is longer already gets an empty line
     */
    public RecordWriter pad(int length) {
        out.repeat(' ', Math.max(0, length - 1 - out.length())).append('\n');
        return this;
    }

    /** {@return what was written} */
    public byte[] bytes() {
        return out.toString().getBytes(StandardCharsets.ISO_8859_1);
    }
}
