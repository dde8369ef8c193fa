package zdaemon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Suggestion;

/** {@code help [ACTION]}: the actions, or one of them. */
final class HelpAction {
    private static final int INDENT = 2;

    private HelpAction() {
    }

    /** @param interpreter whether the interpreter's own actions count */
    static int run(Output out, List<String> arguments, boolean interpreter) throws UsageException {
        if (arguments.isEmpty()) {
            list(out, interpreter);
        } else {
            Verb verb = find(arguments.get(0), interpreter);
            out.line(verb.synopsis() + " -- " + verb.help());
        }
        return Exit.DONE;
    }

    private static void list(Output out, boolean interpreter) {
        out.line("Actions (help ACTION explains one):");
        int width = 0;
        for (Verb verb : Verb.values()) {
            width = Math.max(width, verb.synopsis().length());
        }
        for (Verb verb : Verb.values()) {
            if (interpreter || !verb.isInterpreters()) {
                String synopsis = verb.synopsis();
                out.line(" ".repeat(INDENT) + synopsis + " ".repeat(width - synopsis.length() + INDENT) + verb.help());
            }
        }
    }

    /**
     * The action of that name.
     *
     * @throws UsageException that names the nearest when there is none
     */
    static Verb find(String word, boolean interpreter) throws UsageException {
        Optional<Verb> verb = Verb.of(word);
        if (verb.isPresent() && (interpreter || !verb.get().isInterpreters())) {
            return verb.get();
        }
        if (verb.isPresent()) {
            throw new UsageException("the action '" + word + "' exists in the interactive interpreter only");
        }
        List<String> names = new ArrayList<>();
        for (Verb candidate : Verb.values()) {
            if (interpreter || !candidate.isInterpreters()) {
                names.add(candidate.word());
            }
        }
        throw new UsageException("unknown action '" + word + "'; did you mean '" + Suggestion.closest(word, names) + "'?");
    }
}
