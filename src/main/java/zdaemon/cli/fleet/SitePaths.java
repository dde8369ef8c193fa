package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Site;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Settings;

/**
 * Where paths begin: the manager's directory where the command was called, a program's in the manager's, its transcript in
 * the program's (programs §1). A manager may be anywhere, so it gets absolute ones.
 */
final class SitePaths {
    private final Settings common;
    private final String here;
    private final String base;

    /** @param common what goes for all programs; socket and directory absolute */
    SitePaths(Settings common) {
        this(common, here());
    }

    /** @param here where the manager was started */
    SitePaths(Settings common, String here) {
        this.common = common;
        this.here = here;
        this.base = common.program().find(Option.DIRECTORY).orElse(here);
    }

    private static String here() {
        try {
            return FileSystem.currentDirectory();
        } catch (PosixException e) {
            // It has been removed. Relative paths lead nowhere then, wherever they begin.
            return "/";
        }
    }

    /** The manager's directory. */
    String base() {
        return base;
    }

    /** The program with absolute paths. */
    ProgramSpec absolute(ProgramSpec program) {
        Optional<String> own = program.find(Option.DIRECTORY);
        // With the manager's in front, if it has one: so it begins here.
        String directory = own.isPresent() ? in(here, own.get()) : base;
        String transcript = program.text(Option.TRANSCRIPT);
        ProgramSpec moved = own.isPresent() && !own.get().equals(directory) ? program.with(Option.DIRECTORY, directory) : program;
        return transcript.startsWith("/") ? moved : moved.with(Option.TRANSCRIPT, in(directory, transcript));
    }

    static String in(String directory, String path) {
        return path.startsWith("/") ? path : directory.endsWith("/") ? directory + path : directory + "/" + path;
    }

    /** What a manager gets. */
    FleetLaunch launch(Site site, List<String> environment) {
        List<Site.Runner> runners = new ArrayList<>();
        for (Site.Runner runner : site.runners()) {
            runners.add(new Site.Runner(runner.program(), runner.fleet(), absolute(runner.members()), runner.options(),
                    runner.environment(), runner.logFile()));
        }
        return new Site(site.manager(), site.client(), site.process(), site.options(), runners).launch(
                common.manager().socket(), common.program().values().with(Option.DIRECTORY, base), environment);
    }

    /** Members that are the same stay so. */
    private List<ProgramSpec> absolute(List<ProgramSpec> members) {
        List<ProgramSpec> moved = new ArrayList<>(members.size());
        for (int i = 0; i < members.size(); i++) {
            moved.add(i > 0 && members.get(i) == members.get(i - 1) ? moved.get(i - 1) : absolute(members.get(i)));
        }
        return moved;
    }
}
