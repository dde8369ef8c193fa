package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Configuration.Provenance.CommandLine;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Type.BadValue;
import zdaemon.spec.Option;

/**
 * Reads options from the command line, else from {@code <runner>}, else their defaults. Values that lose are checked
 * all the same: whether a file is correct does not depend on the command line of the day.
 */
final class OptionReader {
    private final List<OptionValue> commandLine;
    private final Section runner;
    private final Problems problems;
    private final List<Entry> entries = new ArrayList<>();

    OptionReader(List<OptionValue> commandLine, Section runner, Problems problems) {
        this.commandLine = commandLine;
        this.runner = runner;
        this.problems = problems;
    }

    /** What has been read, in that order. */
    List<Entry> entries() {
        return entries;
    }

    /** What was given for an option; empty when nothing was, or nothing that will do. */
    <T> Optional<T> find(Option option, Type<T> type) {
        String key = option.key().orElse("");
        Optional<T> value = Optional.empty();
        Entry entry = new Entry(key, option.fallback().orElse(""), new Provenance.Default());
        Optional<Key> inFile = runner.key(key);
        if (inFile.isPresent() && inFile.get().value().isPresent() && !saysNothing(option, inFile.get().value().get())) {
            value = KeyReader.convert(inFile.get(), type, problems);
            if (value.isPresent()) {
                entry = new Entry(key, inFile.get().value().get(), inFile.get().origin());
            }
        }
        Optional<OptionValue> winner = Optional.empty();
        for (OptionValue given : commandLine) {
            if (given.option() == option && option != Option.DAEMON) { // -d never had an effect
                Optional<T> read = convert(given, type);
                if (winner.isEmpty() && read.isPresent()) {
                    winner = Optional.of(given);
                    value = read;
                    entry = new Entry(key, text(given), new CommandLine(given.asWritten()));
                } else if (read.isPresent() && !read.equals(value)) {
                    conflict(given, problems);
                }
            }
        }
        entries.add(entry);
        return value;
    }

    /** Old files have it empty. */
    private static boolean saysNothing(Option option, String text) {
        return option == Option.LOGFILE && text.isEmpty();
    }

    private <T> Optional<T> convert(OptionValue given, Type<T> type) {
        try {
            return Optional.of(type.read(text(given)));
        } catch (BadValue wrong) {
            invalid(given, wrong.reason(), problems);
            return Optional.empty();
        }
    }

    private static String text(OptionValue given) {
        return given.option().takesValue() ? given.text() : "on";
    }

    /** The same option twice, and what it says differs. */
    static void conflict(OptionValue given, Problems problems) {
        problems.structure("conflicting command line option '" + given.asWritten() + "'",
                new CommandLine(given.asWritten()));
    }

    /** A value on the command line that will not do. */
    static void invalid(OptionValue given, String reason, Problems problems) {
        problems.structure("invalid value for " + given.asWritten() + " " + Quoted.of(given.text()) + ": " + reason,
                new CommandLine(given.asWritten()));
    }
}
