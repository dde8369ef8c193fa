package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.action.ForegroundAction;
import zdaemon.cli.action.Session;
import zdaemon.cli.action.UserSwitch;
import zdaemon.cli.console.Exit;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient.Table;
import zdaemon.posix.Account;
import zdaemon.posix.Credentials;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.process.Executables;
import zdaemon.process.SpawnPlan;
import zdaemon.protocol.FleetLine.Row;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** {@code fg NAME [-- ARGS]}: one of the programs in the terminal; {@code foreground} without a name: all, with a manager. */
final class ForegroundOfMany {
    private static final String STOP_FIRST = "To run the program in the foreground, please stop it first.";

    private ForegroundOfMany() {
    }

    static int run(FleetSession fleet, NamedWords words) throws UsageException, ClientException, PosixException {
        if (words.names().isEmpty()) {
            if (!words.arguments().isEmpty()) {
                throw new UsageException("which program gets the arguments? Name it: fg NAME -- ARGS");
            }
            if (fleet.client().table(List.of()).isPresent()) {
                fleet.out().line(STOP_FIRST);
                return Exit.DONE;
            }
            return all(fleet, "foreground");
        }
        List<String> members = fleet.select(words.names()).members();
        if (members.size() > 1) {
            throw new UsageException("'" + words.names().getFirst() + "' means several programs: " + String.join(", ", members)
                    + "; name one");
        }
        String member = members.getFirst();
        Optional<Table> table = fleet.client().table(List.of());
        for (Row row : table.isPresent() ? table.get().rows() : List.<Row>of()) {
            if (row.name().equals(member) && row.pid() != 0) {
                fleet.out().line(STOP_FIRST);
                return Exit.DONE;
            }
        }
        return one(fleet, member, words.arguments());
    }

    /** In its own directory, with its own umask and user. */
    private static int one(FleetSession fleet, String member, List<String> arguments)
            throws UsageException, ClientException, PosixException {
        Session session = fleet.session();
        session.requireOwnProcess("fg");
        ProgramSpec program = fleet.spec(member).orElseThrow();
        Optional<String> own = program.find(Option.USER);
        Optional<String> user = own.isPresent() ? own : session.settings().program().find(Option.USER);
        boolean isApart = UserSwitch.isApart(user, session.host());
        if (isApart) {
            UserSwitch.blockForApart(session.host());
        }
        List<String> command = new ArrayList<>(program.command());
        command.addAll(arguments);
        SpawnPlan plan = plan(fleet, program, command, user.isPresent()
                ? Optional.of(UserSwitch.find(user.get(), session.host())) : Optional.empty());
        try (Session one = fleet.one(member, false)) {
            one.keepApart(isApart);
            return ForegroundAction.run(one, command, plan);
        }
    }

    private static SpawnPlan plan(FleetSession fleet, ProgramSpec program, List<String> command, Optional<Account> user)
            throws UsageException, PosixException {
        List<String> client = fleet.session().environment();
        List<String> environment = Environment.with(
                user.isPresent() ? Environment.of(user.get(), client) : client, program.environment());
        String directory = program.find(Option.DIRECTORY).orElse(fleet.paths().base());
        return switch (Executables.find(command.getFirst(), environment, Optional.of(directory))) {
            case Executables.Found(String file) -> {
                SpawnPlan plan = SpawnPlan.of(file, command, environment).keepingIgnored().withDirectory(directory)
                        .withUmask(program.number(Option.UMASK));
                yield user.isPresent() && user.get().uid() != Credentials.effectiveUid() ? plan.asUser(user.get()) : plan;
            }
            case Executables.Missing(String message) -> throw new UsageException(message);
        };
    }

    /** The manager takes this terminal, and on the command line this very process. */
    static int all(FleetSession fleet, String action) throws UsageException, ClientException, PosixException {
        Session session = fleet.session();
        session.requireOwnProcess(action);
        session.becomeUser();
        SiteChecks.requireUsers(fleet);
        SiteFolders.make(fleet);
        session.out().flush();
        if (session.isApart()) {
            return ForegroundAction.exitStatus(session.starter().runApart(fleet.mandate(), "foreground"));
        }
        if (session.isLast()) {
            session.starter().become(fleet.mandate(), "foreground");
        }
        return ForegroundAction.exitStatus(session.starter().run(fleet.mandate(), "foreground"));
    }
}
