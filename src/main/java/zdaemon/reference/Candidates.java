package zdaemon.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import zdaemon.cli.words.Verb;
import zdaemon.posix.Signal;
import zdaemon.spec.Option;

/** What the shells offer: words from the tables, and the kinds of word that only the shell knows. */
final class Candidates {
    private static final int FIRST_REAL_TIME = 32;

    /** What the value of an option is. */
    enum Value { NONE, FILE, DIRECTORY, USER, COMMAND, OVERRIDE }

    private Candidates() {
    }

    /** The options of the command line. */
    static List<Option> options() {
        return Arrays.stream(Option.values()).filter(Option::onCommandLine).toList();
    }

    /** An option's names as typed: {@code -C}, {@code --configure}. */
    static List<String> names(Option option) {
        List<String> names = new ArrayList<>();
        option.letter().ifPresent(letter -> names.add("-" + letter));
        option.longName().ifPresent(name -> names.add("--" + name));
        return names;
    }

    /** The names of all options that fit. */
    static List<String> names(Predicate<Option> which) {
        return options().stream().filter(which).flatMap(option -> names(option).stream()).toList();
    }

    /** The letters of all options that fit, as in a shell pattern's brackets. */
    static String letters(Predicate<Option> which) {
        return String.join("", options().stream().filter(which).flatMap(o -> o.letter().stream()).toList());
    }

    static Value value(Option option) {
        return switch (option.kind()) {
            case PATH, SOCKET -> Value.FILE;
            case DIRECTORY -> Value.DIRECTORY;
            case USER -> Value.USER;
            case COMMAND -> Value.COMMAND;
            case OVERRIDE -> Value.OVERRIDE;
            case FLAG, TEXT, NAMES, INSTANCES, SIGNAL, SECONDS, OCTAL, INTEGERS, CHOICE, IGNORED -> Value.NONE;
        };
    }

    /** The actions after which one of many programs may be named. */
    static List<Verb> naming() {
        return actions().stream().filter(verb -> verb.takesNames(0) || verb.takesNames(1)).toList();
    }

    /** The actions of the command line. */
    static List<Verb> actions() {
        return Arrays.stream(Verb.values()).filter(verb -> !verb.isInterpreters()).toList();
    }

    /** The actions' names. */
    static List<String> actionWords() {
        return actions().stream().map(Verb::word).toList();
    }

    /** The words that may follow an action, as far as they are known beforehand. */
    static List<String> arguments(Verb verb) {
        return switch (verb.completion()) {
            case NOTHING -> flags(verb);
            case SIGNALS -> signals();
            case ACTIONS -> actionWords();
            case OPTIONS -> topics();
            case FILES, COMMAND_LINE -> List.of();
        };
    }

    /** The synopsis' own options: {@code -l} of {@code status [-l]}. */
    private static List<String> flags(Verb verb) {
        List<String> flags = new ArrayList<>();
        for (String word : verb.synopsis().split("[ \\[\\]|]+", -1)) {
            if (word.startsWith("-")) {
                flags.add(word);
            }
        }
        return flags;
    }

    /** What {@code show} may show. */
    private static List<String> topics() {
        List<String> topics = new ArrayList<>(List.of("options", "all"));
        for (Option option : Option.values()) {
            option.key().filter(key -> option.isOfOneProgram() && option.kind() != Option.Kind.IGNORED).ifPresent(topics::add);
        }
        return topics;
    }

    /** Names of signals without {@code SIG}, and without the real-time ones, which nobody types. */
    static List<String> signals() {
        return Signal.all().stream().filter(signal -> signal.number() < FIRST_REAL_TIME)
                .map(signal -> signal.name().substring("SIG".length())).toList();
    }

    /** The keys that {@code -X} may set in {@code <runner>}, which is what it is mostly used for. */
    static List<String> overrides() {
        List<String> overrides = new ArrayList<>();
        for (Option option : Option.values()) {
            option.key().filter(key -> option.isOfOneProgram() && option.kind() != Option.Kind.IGNORED)
                    .ifPresent(key -> overrides.add("runner/" + key + "="));
        }
        return overrides;
    }
}
