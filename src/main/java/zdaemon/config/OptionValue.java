package zdaemon.config;

import zdaemon.spec.Option;

/**
 * An option as it stands on the command line.
 *
 * @param option    which option
 * @param text      its value as given; of no meaning for a flag
 * @param asWritten how the user wrote the option, for messages: {@code -s}, {@code --socket-name}
 */
public record OptionValue(Option option, String text, String asWritten) {
}
