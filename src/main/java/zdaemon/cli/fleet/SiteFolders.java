package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.cli.action.Folders;
import zdaemon.cli.action.UserSwitch;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Site;
import zdaemon.posix.Account;
import zdaemon.posix.Credentials;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Settings;

/** Makes the folders that are missing for many programs: the socket's, the manager's and each program's, all or nothing. */
final class SiteFolders {
    private static final int ROOT = 0;

    private SiteFolders() {
    }

    static void make(FleetSession fleet) throws UsageException {
        Settings common = fleet.session().settings();
        List<String> made = new ArrayList<>(Folders.make(common, Optional.empty()));
        Set<String> seen = new HashSet<>();
        try {
            for (Site.Runner runner : fleet.site().runners()) {
                for (ProgramSpec member : runner.members()) {
                    ProgramSpec program = fleet.paths().absolute(member);
                    if (program.find(Option.DIRECTORY).isPresent() && seen.add(program.find(Option.DIRECTORY).get())) {
                        made.addAll(Folders.make(common.with(program), owner(program)));
                    }
                }
            }
        } catch (UsageException e) {
            Folders.remove(made);
            throw e;
        }
    }

    private static Optional<Account> owner(ProgramSpec program) throws UsageException {
        Optional<String> user = program.find(Option.USER);
        return user.isPresent() && Credentials.effectiveUid() == ROOT
                ? Optional.of(UserSwitch.account(user.get())) : Optional.empty();
    }
}
