package zdaemon.config;

import java.util.List;

/**
 * Settings on their way from one process to another: from a client to the manager that it starts, from a manager to its
 * successor. Plain ASCII: a version line, then {@code key=value} lines; whatever is not printable ASCII is escaped, so
 * that every string survives. Unknown keys are skipped and missing ones have their defaults, since the two processes may
 * be of different releases.
 *
 * @param settings    the settings
 * @param environment the environment to run the program in, {@code NAME=value} entries
 */
public record SettingsText(Settings settings, List<String> environment) {

    /** {@return the text, ASCII} */
    public byte[] encode() {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @param text the text
     * @return the same settings
     * @throws ConfigurationException when it is no such text
     */
    public static SettingsText decode(byte[] text) throws ConfigurationException {
        throw new UnsupportedOperationException();
    }
}
