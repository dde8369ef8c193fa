package zdaemon.config;

import java.util.List;
import java.util.Map;

/**
 * Turns a command line and the file that it names into a {@link Configuration}. The command line wins over {@code -X},
 * {@code -X} over the file, the file over the defaults.
 *
 * <p>Source: behaviour §1 and §6.
 */
public final class ConfigurationLoader {

    /**
     * A loader for one surrounding.
     *
     * @param reader           the machine
     * @param environment      the environment, for {@code $(NAME)} and {@code ~}
     * @param currentDirectory what relative paths in messages are made absolute against
     */
    public ConfigurationLoader(SourceReader reader, Map<String, String> environment, String currentDirectory) {
    }

    /**
     * Loads, stopping at the first error.
     *
     * @param commandLine all options in the order given, {@code -C} and {@code -X} among them
     * @return the configuration
     * @throws ConfigurationException when anything is wrong
     */
    public Configuration load(List<OptionValue> commandLine) throws ConfigurationException {
        throw new UnsupportedOperationException();
    }

    /**
     * Looks for every error.
     *
     * @param commandLine as for {@link #load}
     * @return what is wrong, sorted by place: the command line, then files in the order in which they are read; empty
     *         when {@link #load} would succeed
     */
    public List<Problem> check(List<OptionValue> commandLine) {
        throw new UnsupportedOperationException();
    }
}
