package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Output;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Configuration;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Suggestion;

/**
 * {@code show [options|all|NAME]}: {@code name: value} a line, then, as a comment, where the value comes from; a single
 * NAME without the comment, for scripts.
 */
public final class ShowAction {
    /** Comments line up here unless a value is longer. */
    private static final int COLUMN = 40;

    private ShowAction() {
    }

    static int run(Session session, List<String> arguments) throws UsageException {
        Configuration configuration = session.configured().configuration();
        String what = arguments.isEmpty() ? "options" : arguments.get(0);
        switch (what) {
            case "options" -> print(session.out(), configuration.options());
            case "all" -> {
                print(session.out(), configuration.options());
                print(session.out(), configuration.sections());
            }
            default -> printOne(session.out(), configuration.options(), configuration.sections(), what);
        }
        return Exit.DONE;
    }

    /** Prints values, each with where it comes from. */
    public static void print(Output out, List<Entry> entries) {
        for (Entry entry : entries) {
            String line = line(entry);
            int gap = Math.max(2, COLUMN - line.length());
            out.line(line + " ".repeat(gap) + "# " + origin(entry.origin()));
        }
    }

    /** Prints one value. */
    public static void printOne(Output out, List<Entry> options, List<Entry> sections, String name) throws UsageException {
        List<String> names = new ArrayList<>(List.of("options", "all"));
        List<Entry> entries = new ArrayList<>(options);
        entries.addAll(sections);
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                out.line(line(entry));
                return;
            }
            names.add(entry.name());
        }
        Optional<String> nearest = Suggestion.nearest(name, names);
        throw new UsageException("there is no option '" + name + "'" + (nearest.isPresent()
                ? "; did you mean '" + nearest.get() + "'?" : "; 'show all' lists them"));
    }

    private static String line(Entry entry) {
        return entry.text().isEmpty() ? entry.name() + ":" : entry.name() + ": " + entry.text();
    }

    private static String origin(Provenance origin) {
        return switch (origin) {
            case Provenance.CommandLine option -> "from " + option.asWritten();
            case Provenance.Overridden override -> "from -X " + override.text();
            case Provenance.InFile file -> "from line " + file.line() + " of " + file.url();
            case Provenance.Default nobody -> "default";
        };
    }
}
