package zdaemon.reference;

import java.util.ArrayList;
import java.util.List;
import zdaemon.cli.words.ActionText;
import zdaemon.cli.words.Verb;
import zdaemon.spec.Option;

/** The manual page zdaemon(1). */
final class ManualPage {
    /** When its words were last changed; not when it was built, so that building twice makes the same page. */
    private static final String DATE = "2026-11-22";

    private final Roff page = new Roff();

    private ManualPage() {
    }

    /** The page's source. */
    static String of(String version) {
        ManualPage manual = new ManualPage();
        manual.beginning(version);
        manual.options();
        manual.actions();
        ConfigurationSection.write(manual.page);
        ManyProgramsText.write(manual.page);
        ManualPageEnd.write(manual.page);
        return manual.page.toString();
    }

    private void beginning(String version) {
        page.title("ZDAEMON", 1, DATE, "zdaemon " + version);
        page.section("NAME").line("zdaemon \\- keep a program running in the background");
        page.section("SYNOPSIS").line(".B zdaemon").line("[\\fIOPTIONS\\fR] [\\fIACTION\\fR [\\fIARGUMENTS\\fR]]");
        page.section("DESCRIPTION").prose("Turns a program that runs in the foreground into a daemon: starts it in the "
                + "background, starts it again when it dies, stops it, and says whether it runs.");
        page.paragraph("`zdaemon start` starts a `daemon manager`, a process in the background that has one program to "
                + "look after. The other actions talk to it through its control socket. So all of them need the same "
                + "configuration: give it by `-C`, or give at least the same `-p` and `-s`.");
        page.paragraph("A program that ends is started again. If it ended quickly, within `backoff-limit` seconds, "
                + "there is a pause before, a second longer each time; after `backoff-limit` quick ends the daemon "
                + "manager gives up, unless `forever` is on. A program that ends with a status on the `exit-codes` "
                + "list wants to be left alone, and the daemon manager ends, too.");
        page.paragraph("Without an action, zdaemon is an interactive interpreter: it shows the status and reads "
                + "actions from standard input, one a line, until `quit` or the end of the input. An empty line means "
                + "`status`.");
    }

    private void options() {
        page.section("OPTIONS").prose("Options end at the first word that is not one: what follows the action belongs "
                + "to it. `-Cconf` and `-C conf` are the same, so are `--configure=conf` and `--configure conf`, and "
                + "long names may be shortened as long as they are unique. The command line wins over `-X`, and `-X` "
                + "over the file.");
        for (Option option : Option.values()) {
            if (option.onCommandLine()) {
                String help = option.help();
                page.term(synopsis(option), option.key().isEmpty() ? option.details()
                        : List.of(Character.toUpperCase(help.charAt(0)) + help.substring(1) + ". See the key `"
                                + option.key().get() + "` below."));
            }
        }
    }

    private static String synopsis(Option option) {
        List<String> names = new ArrayList<>();
        option.letter().ifPresent(letter -> names.add(Roff.bold("-" + letter)));
        option.longName().ifPresent(name -> names.add(Roff.bold("--" + name)));
        String value = option.takesValue() ? " " + Roff.italic(option.kind().placeholder()) : "";
        return String.join(", ", names) + value;
    }

    private void actions() {
        page.section("ACTIONS");
        for (Verb verb : Verb.values()) {
            if (!verb.isInterpreters()) {
                action(verb);
            }
        }
        page.subsection("In the interactive interpreter only");
        for (Verb verb : Verb.values()) {
            if (verb.isInterpreters()) {
                action(verb);
            }
        }
    }

    private void action(Verb verb) {
        String help = verb.help();
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(Character.toUpperCase(help.charAt(0)) + help.substring(1) + ".");
        // What goes for two actions is said once.
        paragraphs.addAll(verb == Verb.FG ? List.of() : ActionText.of(verb));
        String arguments = verb.synopsis().substring(verb.word().length());
        String rest = arguments.isEmpty() ? "" : " " + Roff.italic(arguments.strip());
        page.term(Roff.bold(verb.word()) + rest, paragraphs);
    }
}
