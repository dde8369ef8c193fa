package zdaemon.cli.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.spec.Option;

/**
 * Takes a command line apart as POSIX getopt does, long options included, with the messages that scripts know from
 * Python's getopt module (behaviour §1): options end at the first word that is not one, flags cluster, values attach,
 * long names may be shortened to a unique prefix, and a value is a value whatever it looks like.
 */
public final class Getopt {
    /** Each call of {@code values()} makes a copy. */
    private static final Option[] OPTIONS = Option.values();

    private final List<String> words;
    private final List<OptionValue> options = new ArrayList<>();
    private int next;

    private Getopt(List<String> words) {
        this.words = words;
    }

    /**
     * Takes a command line apart.
     *
     * @param words the words after the command's name
     * @throws UsageException for what is no option, or lacks its value, or has one too many
     */
    public static Invocation read(List<String> words) throws UsageException {
        Getopt getopt = new Getopt(words);
        getopt.readOptions();
        return new Invocation(getopt.options, withoutEmpty(words.subList(getopt.next, words.size())));
    }

    /**
     * Wrapper scripts pass {@code "$1" "$2"}, be there such arguments or not. Between the words that a program gets, an empty
     * one is meant.
     */
    private static List<String> withoutEmpty(List<String> words) {
        if (!words.contains("")) {
            return words;
        }
        int last = words.size();
        while (last > 0 && words.get(last - 1).isEmpty()) {
            last--;
        }
        List<String> kept = new ArrayList<>();
        for (String word : words.subList(0, last)) {
            if (!word.isEmpty() || (!kept.isEmpty() && takesAnyWords(kept.get(0)))) {
                kept.add(word);
            }
        }
        return kept;
    }

    private static boolean takesAnyWords(String action) {
        Optional<Verb> verb = Verb.of(action);
        return verb.isPresent() && verb.get().takesAnyWords();
    }

    private void readOptions() throws UsageException {
        while (next < words.size()) {
            String word = words.get(next);
            if (word.length() < 2 || word.charAt(0) != '-') {
                return;
            }
            next++;
            if (word.equals("--")) {
                return;
            }
            if (word.charAt(1) == '-') {
                readLong(word.substring(2));
            } else {
                readCluster(word);
            }
        }
    }

    private void readLong(String word) throws UsageException {
        int equals = word.indexOf('=');
        Option option = named(equals < 0 ? word : word.substring(0, equals));
        String asWritten = "--" + nameOf(option);
        if (equals >= 0) {
            if (!option.takesValue()) {
                throw new UsageException("option " + asWritten + " must not have an argument");
            }
            options.add(new OptionValue(option, word.substring(equals + 1), asWritten));
        } else {
            options.add(new OptionValue(option, option.takesValue() ? value(asWritten) : "", asWritten));
        }
    }

    private void readCluster(String word) throws UsageException {
        for (int at = 1; at < word.length(); at++) {
            String letter = letterAt(word, at);
            Option option = lettered(letter);
            String asWritten = "-" + letter;
            if (option.takesValue()) {
                boolean attached = at + 1 < word.length();
                options.add(new OptionValue(option, attached ? word.substring(at + 1) : value(asWritten), asWritten));
                return;
            }
            options.add(new OptionValue(option, "", asWritten));
        }
    }

    private String value(String asWritten) throws UsageException {
        if (next == words.size()) {
            throw new UsageException("option " + asWritten + " requires argument");
        }
        return words.get(next++);
    }

    private static Option named(String name) throws UsageException {
        Option found = null;
        int matches = 0;
        for (Option option : OPTIONS) {
            String candidate = nameOf(option);
            if (!candidate.isEmpty() && candidate.startsWith(name)) {
                if (candidate.length() == name.length()) {
                    return option;
                }
                found = option;
                matches++;
            }
        }
        if (matches != 1) {
            throw new UsageException(OptionHints.of(name, matches));
        }
        return found;
    }

    private static Option lettered(String letter) throws UsageException {
        for (Option option : OPTIONS) {
            if (letterOf(option).equals(letter)) {
                return option;
            }
        }
        throw new UsageException("option -" + letter + " not recognized");
    }

    private static String nameOf(Option option) {
        Optional<String> name = option.longName();
        return name.isPresent() ? name.get() : "";
    }

    private static String letterOf(Option option) {
        Optional<String> letter = option.letter();
        return letter.isPresent() ? letter.get() : "";
    }

    /** A whole character, though it may take two {@code char}s, so that the message can show it. */
    private static String letterAt(String word, int at) {
        return word.substring(at, word.offsetByCodePoints(at, 1));
    }
}
