package zdaemon.cli.prompt;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import zdaemon.cli.action.Session;
import zdaemon.cli.words.Verb;
import zdaemon.posix.Signal;
import zdaemon.spec.Option;

/** What may come next in a line: actions, and what the actions of {@link Verb} take. */
final class LineCompleter implements Completer {
    private static final String SIG = "SIG";
    private static final String REAL_TIME = "RT";
    /** With these a line fits into 80 columns. */
    private static final int VALUE_WIDTH = 24;
    private static final int LABEL_WIDTH = 52;

    private final Session session;

    LineCompleter(Session session) {
        this.session = session;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        complete((LineWords) line, session.actions().names(session), candidates);
    }

    /**
     * Adds what fits the last word.
     *
     * @param names of programs, if there are many
     */
    static void complete(LineWords line, List<String> names, List<Candidate> candidates) {
        List<String> words = line.words();
        if (words.size() == 1) {
            actions(line.word(), candidates);
            return;
        }
        Optional<Verb> verb = Verb.of(words.get(0));
        if (verb.isPresent() && verb.get().takesNames(words.size() - 2) && !words.contains("--")) {
            for (String name : names) {
                add(name, "", line.word(), candidates);
            }
        }
        if (verb.isPresent() && (names.isEmpty() || !verb.get().takesNames(0) || words.contains("--"))) {
            arguments(verb.get(), line, words.size() == 2, candidates);
        }
    }

    private static void arguments(Verb verb, LineWords line, boolean first, List<Candidate> candidates) {
        switch (verb.completion()) {
            case NOTHING -> {
                if (verb == Verb.STATUS && first) {
                    add("-l", "all that the daemon manager knows", line.word(), candidates);
                }
            }
            case FILES -> {
                if (first || verb != Verb.LOGTAIL) {
                    FileCandidates.of(line, candidates);
                }
            }
            case SIGNALS -> {
                if (first) {
                    signals(line.word(), candidates);
                }
            }
            case ACTIONS -> {
                if (first) {
                    actions(line.word(), candidates);
                }
            }
            case OPTIONS -> {
                if (first) {
                    options(line.word(), candidates);
                }
            }
            case COMMAND_LINE -> commandLine(line, candidates);
        }
    }

    private static void actions(String word, List<Candidate> candidates) {
        for (Verb verb : Verb.values()) {
            add(verb.word(), verb.help(), word, candidates);
        }
    }

    /** As it is being typed: {@code hu}, {@code HU} or {@code sigh}. Those for real time only when asked for. */
    private static void signals(String word, List<Candidate> candidates) {
        String upper = word.toUpperCase(Locale.ROOT);
        boolean withPrefix = upper.startsWith(SIG);
        boolean lower = !word.equals(upper);
        for (Signal signal : Signal.all()) {
            String name = withPrefix ? signal.name() : signal.name().substring(SIG.length());
            boolean realTime = signal.name().startsWith(SIG + REAL_TIME);
            if (!realTime || upper.contains(REAL_TIME)) {
                add(lower ? name.toLowerCase(Locale.ROOT) : name, "", word, candidates);
            }
        }
    }

    private static void options(String word, List<Candidate> candidates) {
        add("options", "the options in force", word, candidates);
        add("all", "the other sections as well", word, candidates);
        for (Option option : Option.values()) {
            if (option.isOfOneProgram() && option.kind() != Option.Kind.IGNORED) {
                add(option.key().get(), option.help(), word, candidates);
            }
        }
    }

    private static void commandLine(LineWords line, List<Candidate> candidates) {
        Optional<Option> before = option(line.words().get(line.words().size() - 2));
        if (before.isPresent() && before.get().takesValue()) {
            if (before.get().kind().isPath()) {
                FileCandidates.of(line, candidates);
            }
            return;
        }
        for (Option option : Option.values()) {
            if (option.longName().isPresent()) {
                add("--" + option.longName().get(), option.help(), line.word(), candidates);
            } else if (option.letter().isPresent()) {
                add("-" + option.letter().get(), option.help(), line.word(), candidates);
            }
        }
    }

    private static Optional<Option> option(String word) {
        for (Option option : Option.values()) {
            if ((option.longName().isPresent() && word.equals("--" + option.longName().get()))
                    || (option.letter().isPresent() && word.equals("-" + option.letter().get()))) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    private static void add(String value, String description, String word, List<Candidate> candidates) {
        if (value.startsWith(word)) {
            candidates.add(new Candidate(value, labelled(value, description), null, null, null, null, true));
        }
    }

    /** What is listed: the value, and the beginning of what it means. */
    private static String labelled(String value, String description) {
        if (description.isEmpty()) {
            return value;
        }
        int clause = description.indexOf(';');
        String text = clause < 0 ? description : description.substring(0, clause);
        if (text.length() > LABEL_WIDTH) {
            text = text.substring(0, text.lastIndexOf(' ', LABEL_WIDTH)) + " …";
        }
        return value + " ".repeat(Math.max(1, VALUE_WIDTH - value.length())) + text;
    }
}
