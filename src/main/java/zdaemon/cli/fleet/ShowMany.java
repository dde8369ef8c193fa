package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import zdaemon.cli.action.ShowAction;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.config.Configuration;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Site;

/**
 * {@code show [options|all|NAME]}: what goes for the manager as {@code manager/KEY}, what is a program's as {@code NAME/KEY};
 * of one program, its keys alone; a single {@code NAME/KEY} without the comment, for scripts.
 */
final class ShowMany {

    private ShowMany() {
    }

    /** @param known the names that {@code --names} lists */
    static int run(FleetSession fleet, NamedWords words, List<String> known) throws UsageException {
        if (words.has("--names")) {
            for (String name : known) {
                fleet.out().line(name);
            }
            return Exit.DONE;
        }
        Configuration common = fleet.session().configured().configuration();
        String what = words.names().isEmpty() ? "options" : words.names().getFirst();
        for (Site.Runner runner : fleet.site().runners()) {
            String name = runner.program().name();
            if (name.equalsIgnoreCase(what)) {
                ShowAction.print(fleet.out(), entries(runner, "", 0));
                return Exit.DONE;
            }
            for (int number = 1; number <= runner.program().instances().orElse(0); number++) {
                if ((name + "." + number).equalsIgnoreCase(what)) {
                    ShowAction.print(fleet.out(), entries(runner, "", number));
                    return Exit.DONE;
                }
            }
        }
        List<Entry> all = all(fleet.site(), common);
        if (what.equals("options") || what.equals("all")) {
            ShowAction.print(fleet.out(), all);
            ShowAction.print(fleet.out(), what.equals("all") ? common.sections() : List.of());
        } else {
            ShowAction.printOne(fleet.out(), all, common.sections(), what);
        }
        return Exit.DONE;
    }

    private static List<Entry> all(Site site, Configuration common) {
        List<Entry> all = new ArrayList<>();
        for (Entry entry : common.options()) {
            all.add(new Entry("manager/" + entry.name(), entry.text(), entry.origin()));
        }
        for (Site.Runner runner : site.runners()) {
            all.addAll(entries(runner, runner.program().name() + "/", 0));
        }
        return all;
    }

    /** @param number of the instance whose places are filled; 0 for none */
    private static List<Entry> entries(Site.Runner runner, String prefix, int number) {
        List<Entry> entries = new ArrayList<>();
        for (Entry entry : runner.of(runner.options(), number)) {
            entries.add(new Entry(prefix + entry.name(), entry.text(), entry.origin()));
        }
        for (Entry entry : runner.of(runner.environment(), number)) {
            entries.add(new Entry(prefix + "environment/" + entry.name(), entry.text(), entry.origin()));
        }
        return entries;
    }
}
