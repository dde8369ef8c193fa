package zdaemon.cli.words;

import java.util.ArrayList;
import java.util.List;
import zdaemon.cli.words.Invocation.UsageException;

/**
 * The arguments of an action on many programs, taken apart (programs §2).
 *
 * @param flags     its own options: {@code -l}, {@code --rolling} and the like
 * @param names     of programs, instances and patterns; what {@code show} shows
 * @param arguments what follows {@code --}, for the programs
 * @param signal    what {@code kill} sends; empty for the others
 */
public record NamedWords(List<String> flags, List<String> names, List<String> arguments, String signal) {

    /** Takes copies. */
    public NamedWords {
        flags = List.copyOf(flags);
        names = List.copyOf(names);
        arguments = List.copyOf(arguments);
    }

    /** {@return whether one of its options was given} */
    public boolean has(String flag) {
        return flags.contains(flag);
    }

    /** Takes them apart; there may be any for actions that have nothing to do with programs. */
    public static NamedWords of(Verb verb, List<String> words) throws UsageException {
        boolean takesArguments = verb == Verb.START || verb == Verb.FG || verb == Verb.FOREGROUND;
        int end = takesArguments && words.contains("--") ? words.indexOf("--") : words.size();
        List<String> arguments = end == words.size() ? List.of() : words.subList(end + 1, words.size());
        List<String> flags = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String signal = "";
        for (String word : words.subList(0, end)) {
            if (flagsOf(verb).contains(word)) {
                flags.add(word);
            } else if (verb == Verb.KILL && signal.isEmpty()) {
                signal = word;
            } else if (word.startsWith("-")) {
                OptionHints.refuse(verb, List.of(word));
                throw new UsageException("unknown option '" + word + "'; the action is: " + verb.synopsisOfMany());
            } else {
                names.add(word);
            }
        }
        require(verb, names, signal);
        return new NamedWords(flags, names, arguments, signal);
    }

    private static List<String> flagsOf(Verb verb) {
        return switch (verb) {
            case STATUS -> List.of("-l");
            case RESTART -> List.of("--rolling");
            case UPDATE -> List.of("--dry-run", "--no-rollback");
            case SHOW -> List.of("--names");
            case START, STOP, KILL, WAIT, FOREGROUND, FG, REOPEN_TRANSCRIPT, LOGREOPEN, LOGTAIL, UPGRADE, CHECK, HELP, RELOAD,
                    SHELL, QUIT -> List.of();
        };
    }

    private static void require(Verb verb, List<String> names, String signal) throws UsageException {
        boolean isOne = verb == Verb.FOREGROUND || verb == Verb.FG || verb == Verb.SHOW || verb == Verb.HELP;
        int most = isOne ? 1 : verb.takesNames(1) ? Integer.MAX_VALUE : 0;
        if (names.size() > most) {
            throw new UsageException("too many arguments for '" + verb.word() + "'; the action is: " + verb.synopsisOfMany());
        }
        if ((verb == Verb.KILL && signal.isEmpty()) || (verb == Verb.WAIT && names.isEmpty())) {
            throw new UsageException("too few arguments for '" + verb.word() + "'; the action is: " + verb.synopsisOfMany());
        }
    }
}
