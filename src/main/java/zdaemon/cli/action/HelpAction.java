package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.HelpPage;
import zdaemon.cli.console.Output;
import zdaemon.cli.words.ActionText;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.ManyText;
import zdaemon.cli.words.Verb;
import zdaemon.config.Suggestion;
import zdaemon.protocol.Repr;

/** {@code help [ACTION]}: the actions, or one of them. */
public final class HelpAction {
    private static final int MOST_SHOWN = 60;

    private HelpAction() {
    }

    /**
     * Prints the help; the interpreter's own actions only if {@code interpreter}.
     *
     * @param many whether it is about many programs
     */
    public static int run(Output out, List<String> arguments, boolean interpreter, boolean many) throws UsageException {
        HelpPage page = new HelpPage(HelpPage.width());
        if (arguments.isEmpty()) {
            list(page, interpreter, many);
        } else {
            explain(page, find(arguments.get(0), interpreter), many);
        }
        out.print(page.toString());
        return Exit.DONE;
    }

    private static void list(HelpPage page, boolean interpreter, boolean many) {
        page.paragraph("Actions (help ACTION explains one):");
        for (Verb verb : Verb.values()) {
            if (interpreter || !verb.isInterpreters()) {
                page.term(many ? verb.synopsisOfMany() : verb.synopsis(), verb.help());
            }
        }
    }

    private static void explain(HelpPage page, Verb verb, boolean many) {
        List<String> ofMany = many ? ManyText.of(verb) : List.of();
        page.paragraph((many ? verb.synopsisOfMany() : verb.synopsis()) + " -- " + verb.help());
        for (String paragraph : ofMany.isEmpty() ? ActionText.of(verb) : ofMany) {
            page.remark(paragraph.replace("`", ""));
        }
    }

    /**
     * The action of that name.
     *
     * @throws UsageException that names the nearest when there is none
     */
    public static Verb find(String word, boolean interpreter) throws UsageException {
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
        Optional<String> nearest = Suggestion.nearest(word, names);
        throw new UsageException("unknown action " + shown(word) + (nearest.isPresent()
                ? "; did you mean '" + nearest.get() + "'?" : "; 'help' lists the actions"));
    }

    /** What is no action may be anything, and of any length. */
    private static String shown(String word) {
        String whole = Repr.string(word);
        return whole.length() <= MOST_SHOWN ? whole : whole.substring(0, MOST_SHOWN) + "…'";
    }
}
