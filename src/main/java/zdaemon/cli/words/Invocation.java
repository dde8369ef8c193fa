package zdaemon.cli.words;

import java.util.List;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.spec.Option;

/**
 * A command line, taken apart.
 *
 * @param options the options, in the order given
 * @param words   what follows them: the action and its arguments
 */
public record Invocation(List<OptionValue> options, List<String> words) {

    public boolean has(Option option) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).option() == option) {
                return true;
            }
        }
        return false;
    }

    /** The command line is wrong. The message is fit for users (behaviour §1). */
    public static final class UsageException extends Exception {
        private static final long serialVersionUID = 1;

        public UsageException(String message) {
            super(message, null, false, false);
        }
    }
}
