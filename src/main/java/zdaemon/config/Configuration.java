package zdaemon.config;

import java.util.List;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * A checked configuration, and where each part of it comes from.
 *
 * @param options  every option that the file may set, in the order of {@link Option}: for {@code show}
 * @param sections every key of the sections other than {@code <runner>}'s own, in the order of the file
 */
public record Configuration(Settings settings, List<Entry> options, List<Entry> sections) {

    /**
     * One value in force.
     *
     * @param name   the option's key, or the path of a key such as {@code eventlog/logfile/path}
     * @param text   the value as written; a default as one would write it; empty when there is neither
     * @param origin where it comes from
     */
    public record Entry(String name, String text, Provenance origin) {
    }

    /** Where an option's value comes from; the default for an option that the file does not know. */
    public Provenance origin(Option option) {
        String key = option.key().orElse("");
        for (Entry entry : options) {
            if (entry.name().equals(key)) {
                return entry.origin();
            }
        }
        return new Provenance.Default();
    }

    /** Where a value comes from, which is also where to mend it when it is wrong. */
    public sealed interface Provenance {

        /**
         * An option of the command line.
         *
         * @param asWritten the option as the user wrote it, such as {@code -s} or {@code --socket-name}
         */
        record CommandLine(String asWritten) implements Provenance {
        }

        /**
         * {@code -X section/key=value}.
         *
         * @param text the whole argument
         */
        record Overridden(String text) implements Provenance {
        }

        /**
         * A line of the configuration file or of one that it includes.
         *
         * @param url  the file as a percent-encoded {@code file:///} URL
         * @param line line number, from 1
         */
        record InFile(String url, int line) implements Provenance {
        }

        /** Nobody said anything: the built-in default. */
        record Default() implements Provenance {
        }
    }
}
