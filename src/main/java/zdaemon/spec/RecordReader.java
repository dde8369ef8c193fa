package zdaemon.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link RecordWriter} wrote, or release 1.0 in the same format. Fields are asked for by name, in any order;
 * what nobody asks for is skipped.
 *
 * <pre>{@code
 * RecordReader state = RecordReader.of(bytes, "state", 2);      // RecordException: not such a record, or too new
 * String manager = state.text("manager");                       // RecordException: it is missing
 * int crashes = (int) state.number("crashes", 0);               // 0 when it is missing
 * boolean ready = state.flag("ready", true);
 * List<String> words = state.all("word");
 * Optional<String> wish = state.find("wish");
 * for (RecordReader launch : state.records("launch")) { ... }
 * }</pre>
 */
public final class RecordReader {
    private static final String MARK = "zdaemon-";

    private final int version;
    private final List<String> keys = new ArrayList<>();
    private final List<String> values = new ArrayList<>();
    private final List<String> innerKeys = new ArrayList<>();
    private final List<RecordReader> inner = new ArrayList<>();

    private RecordReader(int version) {
        this.version = version;
    }

    /**
     * Reads a record.
     *
     * @param bytes  what {@link RecordWriter#bytes} gave
     * @param kind   what it must be
     * @param newest the newest version of that kind that is understood
     * @throws RecordException when it is something else, or broken
     */
    public static RecordReader of(byte[] bytes, String kind, int newest) throws RecordException {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        int end = text.indexOf('\n');
        String head = MARK + kind + " ";
        if (end < 0 || !text.startsWith(head)) {
            throw new RecordException("it does not begin with '" + head + newest + "'");
        }
        long version = integer(text.substring(head.length(), end));
        if (version < 1 || version > newest) {
            throw new RecordException("it is of version " + version + ", and this release understands " + newest);
        }
        RecordReader reader = new RecordReader((int) version);
        if (reader.lines(text, end + 1, 0) < text.length()) {
            throw new RecordException("text after its end");
        }
        return reader;
    }

    /** {@return whether bytes begin as a record of that kind does} */
    public static boolean isOf(byte[] bytes, String kind) {
        String head = MARK + kind + " ";
        if (bytes.length < head.length()) {
            return false;
        }
        for (int i = 0; i < head.length(); i++) {
            if (bytes[i] != head.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Reads lines up to the end of this record; answers where that is. */
    private int lines(String text, int start, int depth) throws RecordException {
        int from = start;
        while (from < text.length()) {
            int to = text.indexOf('\n', from);
            if (to < 0) {
                throw new RecordException("a line without an end");
            }
            // Each search ends with its line: one that went on would make the whole quadratic.
            int equals = text.indexOf('=', from, to);
            if (equals > from) {
                keys.add(text.substring(from, equals));
                values.add(plain(text, equals + 1, to));
            } else if (to == from + 1 && text.charAt(from) == '.' && depth > 0) {
                return to + 1;
            } else if (to > from + 1 && text.charAt(to - 1) == ':') {
                RecordReader record = new RecordReader(version);
                innerKeys.add(text.substring(from, to - 1));
                inner.add(record);
                from = record.lines(text, to + 1, depth(depth));
                continue;
            } else if (!text.substring(from, to).isBlank()) {
                throw new RecordException("a broken line");
            }
            from = to + 1;
        }
        if (depth > 0) {
            throw new RecordException("a record in it without an end");
        }
        return from;
    }

    /** Far more than any record has; a broken one must not use up the stack. */
    private static int depth(int outer) throws RecordException {
        if (outer > 20) {
            throw new RecordException("records in records in records");
        }
        return outer + 1;
    }

    private static String plain(String text, int from, int to) throws RecordException {
        if (text.indexOf('\\', from, to) < 0) {
            return text.substring(from, to);
        }
        StringBuilder plain = new StringBuilder(to - from);
        int at = from;
        while (at < to) {
            char c = text.charAt(at);
            if (c != '\\') {
                plain.append(c);
                at++;
            } else if (at + 1 < to && text.charAt(at + 1) == '\\') {
                plain.append('\\');
                at += 2;
            } else if (at + 5 < to && text.charAt(at + 1) == 'u') {
                plain.append(unit(text, at + 2));
                at += 6;
            } else {
                throw new RecordException("a broken escape");
            }
        }
        return plain.toString();
    }

    private static char unit(String text, int from) throws RecordException {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            if (digit < 0) {
                throw new RecordException("a broken escape");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private static long integer(String text) throws RecordException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RecordException("'" + text + "' is no number");
        }
    }

    /** {@return the version in its first line; a record within a record has that of the outer one} */
    public int version() {
        return version;
    }

    /** {@return the value of a field, the first if there are several; empty when there is none} */
    public Optional<String> find(String key) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equals(key)) {
                return Optional.of(values.get(i));
            }
        }
        return Optional.empty();
    }

    /**
     * {@return the value of a field that must be there}
     *
     * @throws RecordException when it is not
     */
    public String text(String key) throws RecordException {
        Optional<String> value = find(key);
        if (value.isEmpty()) {
            throw new RecordException("it has no " + key);
        }
        return value.get();
    }

    /**
     * {@return a number}
     *
     * @param fallback when there is none
     * @throws RecordException when the field holds something else
     */
    public long number(String key, long fallback) throws RecordException {
        Optional<String> value = find(key);
        return value.isPresent() ? integer(value.get()) : fallback;
    }

    /**
     * {@return a flag}
     *
     * @param fallback when there is none
     * @throws RecordException when the field holds something else
     */
    public boolean flag(String key, boolean fallback) throws RecordException {
        Optional<String> value = find(key);
        if (value.isEmpty()) {
            return fallback;
        }
        if (value.get().equals("on") || value.get().equals("1")) { // 1: a state file of release 1.0
            return true;
        }
        if (value.get().equals("off") || value.get().equals("0")) {
            return false;
        }
        throw new RecordException("'" + value.get() + "' is neither on nor off");
    }

    /** {@return the values of all fields of that name, in the order written} */
    public List<String> all(String key) {
        List<String> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            if (keys.get(i).equals(key)) {
                found.add(values.get(i));
            }
        }
        return Collections.unmodifiableList(found);
    }

    /** {@return the records within this one that have that name, in the order written} */
    public List<RecordReader> records(String key) {
        List<RecordReader> found = new ArrayList<>();
        for (int i = 0; i < innerKeys.size(); i++) {
            if (innerKeys.get(i).equals(key)) {
                found.add(inner.get(i));
            }
        }
        return Collections.unmodifiableList(found);
    }

    /**
     * {@return the only record within this one that has that name}
     *
     * @throws RecordException when there is none, or more than one
     */
    public RecordReader record(String key) throws RecordException {
        List<RecordReader> found = records(key);
        if (found.size() != 1) {
            throw new RecordException("no " + key);
        }
        return found.getFirst();
    }

    /** How many fields there are. */
    int size() {
        return keys.size();
    }

    String key(int index) {
        return keys.get(index);
    }

    String value(int index) {
        return values.get(index);
    }

    /** The release 1.0 had no records within records: a field opened one, and those with a prefix were its own. */
    List<RecordReader> flat(String opening, String prefix) {
        List<RecordReader> found = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            String key = keys.get(i);
            if (key.equals(opening)) {
                found.add(new RecordReader(version));
                found.getLast().keys.add("kind");
                found.getLast().values.add(values.get(i));
            } else if (!found.isEmpty() && key.startsWith(prefix)) {
                found.getLast().keys.add(key.substring(prefix.length()));
                found.getLast().values.add(values.get(i));
            }
        }
        return found;
    }

    /** Bytes that another process wrote are no record that this release understands; the message says why. */
    public static final class RecordException extends Exception {

        private static final long serialVersionUID = 1;

        /** Says what is wrong. */
        public RecordException(String reason) {
            super(reason, null, false, false);
        }
    }
}
