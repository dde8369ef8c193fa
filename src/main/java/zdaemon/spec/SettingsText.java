package zdaemon.spec;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Settings on their way from one process to another: from a client to the manager that it starts, from a manager to its
 * successor. Plain ASCII: a version line, then {@code key=value} lines; whatever is not printable ASCII is escaped, so
 * that every string survives. Unknown keys are skipped and missing ones have their defaults, since the two processes
 * may be of different releases; the version changes only when that is not enough.
 *
 * @param settings    the settings
 * @param environment the environment to run the program in, {@code NAME=value} entries
 */
public record SettingsText(Settings settings, List<String> environment) {

    /** The first line. */
    static final String VERSION = "zdaemon-settings 1";

    /** {@return the text, ASCII} */
    public byte[] encode() {
        TextWriter out = new TextWriter(VERSION);
        new SettingsEncoder(out).encode(this);
        return out.text().getBytes(StandardCharsets.ISO_8859_1);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param text the text
     * @return the same settings
     * @throws RecordException when it is no such text
     */
    public static SettingsText decode(byte[] text) throws RecordException {
        try {
            return new SettingsDecoder().decode(new String(text, StandardCharsets.ISO_8859_1));
        } catch (IllegalArgumentException wrong) { // a number or the name of a constant
            throw new RecordException(String.valueOf(wrong.getMessage()));
        }
    }
}
