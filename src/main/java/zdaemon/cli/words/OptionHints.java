package zdaemon.cli.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Suggestion;
import zdaemon.posix.Signal;
import zdaemon.spec.Option;

/** What to say about a long option that is none, in a class that is loaded only then. */
final class OptionHints {

    private OptionHints() {
    }

    /**
     * Python's words, then what the user may have meant.
     *
     * @param name    what was written, without {@code --}
     * @param matches how many long names begin with it, not 1
     */
    static String of(String name, int matches) {
        if (matches > 0) {
            return "option --" + name + " not a unique prefix" + choice(name, matches);
        }
        return "option --" + name + " not recognized" + remedy(name);
    }

    /** Refuses what looks like an option of ours among an action's words. */
    static void refuse(Verb verb, List<String> arguments) throws UsageException {
        for (String word : arguments) {
            if (isOption(word) && !(verb == Verb.STATUS && word.equals("-l"))
                    && !(verb == Verb.KILL && Signal.parse(word.substring(1)).isPresent())) {
                throw new UsageException("options go before the action: '" + word + "' comes after '" + verb.word() + "'");
            }
        }
    }

    private static boolean isOption(String word) {
        if (word.length() < 2 || word.charAt(0) != '-') {
            return false;
        }
        for (Option option : Option.values()) {
            String name = option.longName().isPresent() ? "--" + option.longName().get() : "";
            String letter = option.letter().isPresent() ? "-" + option.letter().get() : "";
            if ((!name.isEmpty() && (word.equals(name) || word.startsWith(name + "="))) || (!letter.isEmpty()
                    && word.startsWith(letter))) {
                return true;
            }
        }
        return false;
    }

    private static String choice(String name, int matches) {
        if (name.isEmpty()) {
            return "";
        }
        StringBuilder choice = new StringBuilder("; it may be ");
        int told = 0;
        for (String candidate : longNames()) {
            if (candidate.startsWith(name)) {
                choice.append(told == 0 ? "" : told == matches - 1 ? " or " : ", ").append("--").append(candidate);
                told++;
            }
        }
        return choice.toString();
    }

    private static String remedy(String name) {
        for (Option option : Option.values()) {
            if (option.isOfOneProgram() && option.key().get().equals(name)) {
                return "; " + name + " is set in <runner> of the configuration file, or with -X runner/" + name
                        + "=VALUE";
            }
        }
        Optional<String> nearest = Suggestion.nearest(name, longNames());
        return nearest.isPresent() ? "; did you mean --" + nearest.get() + "?" : "";
    }

    private static List<String> longNames() {
        List<String> names = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.longName().isPresent()) {
                names.add(option.longName().get());
            }
        }
        return names;
    }
}
