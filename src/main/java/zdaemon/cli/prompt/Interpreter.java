package zdaemon.cli.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.action.HelpAction;
import zdaemon.cli.action.PromptActions;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Exit;
import zdaemon.cli.prompt.LineSource.Line;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.spec.Option;

/** The interactive interpreter of behaviour §3: actions, one a line, until {@code quit} or the end of the lines. */
public final class Interpreter {
    /** After so many in a row it is not a typing error: who executes any file line by line may do harm. */
    private static final int MOST_UNKNOWN = 3;

    private final Session session;
    private final LineSource lines;
    /** Lines in a row that are no action. */
    private int unknown;

    /** @param lines stays open; the caller closes it */
    public Interpreter(Session session, LineSource lines) {
        this.session = session;
        this.lines = lines;
    }

    /**
     * Runs until the user leaves.
     *
     * @param first an action to run before anything else
     * @param words that action and its arguments
     * @return the exit status
     */
    public int run(Optional<Verb> first, List<String> words) throws PosixException {
        if (first.isPresent()) {
            perform(first.get(), words.subList(1, words.size()));
        }
        session.out().line(session.actions().title(session));
        interpret("status");
        while (true) {
            session.tidy();
            forgetInterrupts();
            boolean goesOn = switch (lines.next(session.settings().client().text(Option.PROMPT))) {
                case Line.Text line -> interpret(line.text());
                case Line.Interrupted interrupted -> true;
                case Line.End end -> false;
            };
            if (!goesOn) {
                return Exit.DONE;
            }
            if (unknown > MOST_UNKNOWN && !lines.isTyped()) {
                session.streams().complain("Error: so many lines without an action: standard input is no list of actions");
                return Exit.FAILED;
            }
        }
    }

    /** An interrupt that ended a program was not meant for the prompt, which shall not follow its {@code ^C}. */
    private void forgetInterrupts() throws PosixException {
        if (session.interrupts().isPresent()) {
            Optional<Signal> pending = session.interrupts().get().read();
            if (pending.isPresent()) {
                session.out().print("\n");
            }
            while (pending.isPresent()) {
                pending = session.interrupts().get().read();
            }
        }
    }

    /** Runs one line; answers whether to go on. */
    private boolean interpret(String line) {
        String text = line.strip();
        unknown++;
        try {
            if (text.startsWith("!")) {
                PromptActions.shell(session, text.substring(1).strip());
                return true;
            }
            List<String> words = words(text);
            Verb verb = words.isEmpty() ? Verb.STATUS : find(words.get(0));
            List<String> arguments = words.isEmpty() ? words : words.subList(1, words.size());
            unknown = 0;
            String warning = session.actions().check(verb, arguments);
            if (!warning.isEmpty()) {
                session.streams().complain(warning);
            }
            if (verb == Verb.SHELL) {
                // As typed: the shell has its own idea of words.
                PromptActions.shell(session, text.substring(verb.word().length()).strip());
                return true;
            }
            return perform(verb, arguments);
        } catch (UsageException | ClientException | PosixException e) {
            session.streams().complain("Error: " + e.getMessage());
            return true;
        }
    }

    private static Verb find(String word) throws UsageException {
        return word.equals("exit") ? Verb.QUIT : HelpAction.find(word, true);
    }

    private boolean perform(Verb verb, List<String> arguments) {
        try {
            session.perform(verb, arguments);
        } catch (UsageException | ClientException | PosixException e) {
            session.streams().complain("Error: " + e.getMessage());
        }
        return verb != Verb.QUIT;
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int start = -1;
        for (int at = 0; at <= text.length(); at++) {
            boolean inWord = at < text.length() && !Character.isWhitespace(text.charAt(at));
            if (inWord && start < 0) {
                start = at;
            } else if (!inWord && start >= 0) {
                words.add(text.substring(start, at));
                start = -1;
            }
        }
        return words;
    }
}
