package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.cli.action.CheckAction;
import zdaemon.cli.action.UserSwitch;
import zdaemon.cli.console.Streams;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Problem;
import zdaemon.config.Reading;
import zdaemon.config.Site;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.process.Executables;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** What can be wrong with a file of many programs beyond its words: users and files that are not there. */
public final class SiteChecks {
    private static final int ROOT = 0;

    private SiteChecks() {
    }

    /** {@code check}, of many programs. */
    public static int check(Streams streams, Reading reading, List<String> environment) throws PosixException {
        Set<String> problems = new LinkedHashSet<>();
        for (Problem fault : reading.faults()) {
            problems.add(fault.text());
        }
        try {
            Configured configured = Configured.of(reading);
            Site site = reading.site().orElseThrow();
            Optional<String> user = configured.settings().program().find(Option.USER);
            if (user.isPresent()) {
                problems.addAll(accountProblem(user.get(), configured.configuration().origin(Option.USER)));
            }
            for (Problem problem : users(site, user)) {
                problems.add(problem.text());
            }
            SitePaths paths = new SitePaths(configured.settings());
            for (Site.Runner runner : site.runners()) {
                for (ProgramSpec member : runner.members()) {
                    addFiles(paths.absolute(member), paths.base(), environment, runner, problems);
                }
            }
        } catch (UsageException e) {
            problems.add(e.getMessage());
        }
        return CheckAction.tell(streams, List.copyOf(problems), reading.warnings());
    }

    private static List<String> accountProblem(String user, Provenance origin) {
        try {
            UserSwitch.account(user);
            return List.of();
        } catch (UsageException e) {
            return List.of(new Problem(e.getMessage(), origin, Problem.Kind.VALUE).text());
        }
    }

    /** @throws UsageException when a program is to run as a user who does not exist, or whom its manager may not become */
    static void requireUsers(FleetSession fleet) throws UsageException {
        List<Problem> problems = users(fleet.site(), Optional.empty());
        if (!problems.isEmpty()) {
            StringBuilder message = new StringBuilder();
            for (Problem problem : problems) {
                message.append(message.isEmpty() ? "" : "\nError: ").append(problem.text());
            }
            throw new UsageException(message.toString());
        }
    }

    /** @param ofManager whom the manager is to become; empty if it is this process's user */
    private static List<Problem> users(Site site, Optional<String> ofManager) {
        List<Problem> problems = new ArrayList<>();
        int self = Credentials.effectiveUid();
        for (Site.Runner runner : site.runners()) {
            Optional<String> user = runner.members().getFirst().find(Option.USER);
            if (user.isPresent()) {
                Optional<String> why = obstacle(user.get(), ofManager, self);
                if (why.isPresent()) {
                    Problem problem = new Problem(why.get(), origin(runner, "user"), Problem.Kind.VALUE);
                    if (!problems.contains(problem)) {
                        problems.add(problem);
                    }
                }
            }
        }
        return problems;
    }

    private static Optional<String> obstacle(String user, Optional<String> ofManager, int self) {
        try {
            Account account = UserSwitch.account(user);
            int manager = ofManager.isPresent() ? UserSwitch.account(ofManager.get()).uid() : self;
            return manager == ROOT || manager == account.uid() ? Optional.empty()
                    : Optional.of("only a daemon manager that is root can run programs as user '" + user + "', and this one is "
                            + Accounts.describe(manager) + "'s");
        } catch (UsageException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static void addFiles(ProgramSpec program, String base, List<String> environment, Site.Runner runner,
            Set<String> problems) throws PosixException {
        List<String> complete = Environment.with(environment, program.environment());
        Optional<String> directory = Optional.of(program.find(Option.DIRECTORY).orElse(base));
        for (Option option : List.of(Option.PROGRAM, Option.START_TEST_PROGRAM)) {
            List<String> words = program.words(option);
            if (!words.isEmpty() && Executables.find(words.getFirst(), complete, directory) instanceof Executables.Missing missing) {
                problems.add(new Problem(runner.program().name() + ": " + missing.message(),
                        origin(runner, option.key().orElseThrow()), Problem.Kind.VALUE).text());
            }
        }
    }

    private static Provenance origin(Site.Runner runner, String key) {
        for (Entry entry : runner.options()) {
            if (entry.name().equals(key)) {
                return entry.origin();
            }
        }
        return new Provenance.Default();
    }
}
