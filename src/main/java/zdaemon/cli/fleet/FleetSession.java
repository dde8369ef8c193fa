package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.cli.action.Session;
import zdaemon.cli.console.Output;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.FleetClient;
import zdaemon.client.FleetClient.Table;
import zdaemon.client.FleetRescue;
import zdaemon.client.ManagerStarter;
import zdaemon.client.Mandate;
import zdaemon.config.Configuration;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Reading;
import zdaemon.config.Site;
import zdaemon.config.Suggestion;
import zdaemon.core.fleet.Roster;
import zdaemon.core.fleet.Selection;
import zdaemon.posix.PosixException;
import zdaemon.protocol.FleetLine;
import zdaemon.protocol.Repr;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Settings;

/** What the actions on many programs share. */
final class FleetSession {
    private static final String PATTERN = "*?[";

    private final Session session;
    private final Site site;
    private final SitePaths paths;
    private final FleetClient client;
    private final Map<String, Member> members = new HashMap<>();

    /** @param starts whether programs may be started: then another user's manager is not believed */
    FleetSession(Session session, boolean starts) {
        this.session = session;
        this.site = session.configured().reading().site().orElseThrow();
        this.paths = new SitePaths(session.settings());
        FleetClient strict = new FleetClient(session.settings().manager().socket(), Optional.of(new Rescue()));
        this.client = starts ? strict : strict.believingOwner(session.changedUser());
    }

    /** For a manager that has died. */
    private final class Rescue extends FleetRescue {
        @Override
        protected ManagerStarter starter() throws PosixException {
            return session.starter();
        }

        @Override
        protected Mandate mandate() throws ClientException {
            if (site.runners().isEmpty()) {
                throw new ClientException("the daemon manager has died, and the file names no program");
            }
            return FleetSession.this.mandate();
        }
    }

    Session session() {
        return session;
    }

    Output out() {
        return session.out();
    }

    void complain(String text) {
        session.streams().complain(text);
    }

    Site site() {
        return site;
    }

    SitePaths paths() {
        return paths;
    }

    FleetClient client() {
        return client;
    }

    /** What a manager is started with. */
    Mandate mandate() {
        return mandate(paths);
    }

    /** What a manager is told that was started in this directory, where paths begin if the file does not say. */
    Mandate mandateOfOneStartedIn(String directory) {
        return mandate(directory.isEmpty() ? paths : new SitePaths(session.settings(), directory));
    }

    private Mandate mandate(SitePaths paths) {
        Optional<String> zone = Optional.empty();
        for (Entry entry : session.configured().configuration().sections()) {
            if (entry.name().equals("environment/TZ")) {
                zone = Optional.of(entry.text());
            }
        }
        return Mandate.of(paths.launch(site, session.environment()), zone);
    }

    /** All names of the file: of programs, and of their instances. */
    List<String> names() {
        List<String> names = new ArrayList<>();
        for (Site.Runner runner : site.runners()) {
            names.add(runner.program().name());
            for (int number = 1; number <= runner.program().instances().orElse(0); number++) {
                names.add(runner.program().name() + "." + number);
            }
        }
        return names;
    }

    /**
     * What words mean by the file.
     *
     * @throws UsageException when one means nothing
     */
    Selection select(List<String> words) throws UsageException {
        Optional<Roster> roster = site.roster();
        if (roster.isEmpty()) {
            return new Selection(List.of(), List.of());
        }
        Selection selection = words.isEmpty() ? new Selection(roster.get().names(), List.of()) : Selection.of(roster.get(), words);
        List<FleetLine.Unknown> unknown = new ArrayList<>();
        for (String word : selection.unknown()) {
            unknown.add(new FleetLine.Unknown(word, ""));
        }
        refuse(unknown);
        return selection;
    }

    /**
     * The table of the running manager, for these words.
     *
     * @return empty when there is no manager; the words are then those of the file
     * @throws UsageException when a word means nothing
     */
    Optional<Table> table(List<String> words) throws UsageException, ClientException {
        Optional<Table> table = client.table(words);
        if (table.isPresent()) {
            refuse(table.get().unknown());
        } else if (session.configured().faults().isEmpty()) {
            select(words);
        }
        return table;
    }

    /** @throws UsageException when there are any */
    void refuse(List<FleetLine.Unknown> unknown) throws UsageException {
        StringBuilder message = new StringBuilder();
        for (FleetLine.Unknown each : unknown) {
            message.append(message.isEmpty() ? "" : "\nError: ").append(refusal(each));
        }
        if (!message.isEmpty()) {
            throw new UsageException(message.toString());
        }
    }

    private String refusal(FleetLine.Unknown unknown) {
        String word = unknown.word();
        for (int i = 0; i < word.length(); i++) {
            if (PATTERN.indexOf(word.charAt(i)) >= 0) {
                return "no program fits " + Repr.string(word);
            }
        }
        Optional<Roster> roster = site.roster();
        if (roster.isPresent() && Selection.of(roster.get(), List.of(word)).unknown().isEmpty()) {
            return "the daemon manager has no program " + Repr.string(word)
                    + " yet; it is in the file: 'update' makes the daemon manager do what the file says";
        }
        String nearest = unknown.nearest().isEmpty() ? Suggestion.nearest(word, names()).orElse("") : unknown.nearest();
        return "unknown program " + Repr.string(word)
                + (nearest.isEmpty() ? "; 'show --names' lists them" : "; did you mean '" + nearest + "'?");
    }

    /** What the file says of one program or instance; empty if it does not know it. */
    Optional<ProgramSpec> spec(String member) {
        Member found = members().get(member);
        return found == null ? Optional.empty() : Optional.of(paths.absolute(found.runner().members().get(found.number())));
    }

    /** The section of a program or instance that the file knows. */
    Site.Runner runner(String member) {
        return members().get(member).runner();
    }

    /** @param number from 0 */
    private record Member(Site.Runner runner, int number) {
    }

    private Map<String, Member> members() {
        if (members.isEmpty()) {
            for (Site.Runner runner : site.runners()) {
                String name = runner.program().name();
                for (int number = 0; number < runner.members().size(); number++) {
                    members.put(runner.program().instances().isEmpty() ? name : name + "." + (number + 1),
                            new Member(runner, number));
                }
            }
        }
        return members;
    }

    /** The settings of one of the programs, as those of a manager's only one. */
    Settings settings(String member) {
        return session.settings().with(spec(member).orElse(session.settings().program()));
    }

    /** A session for one of the programs; what it says begins with the name. To be closed, after its streams were flushed. */
    Session one(String member, boolean prefixed) {
        Settings settings = settings(member);
        Reading all = session.configured().reading();
        Reading reading = new Reading(new Configuration(settings, all.configuration().options(), List.of()), Optional.empty(),
                all.socketIsKnown(), all.faults(), List.of());
        return session.ofOne(prefixed ? Prefixed.of(session.streams(), member) : session.streams(),
                new Configured(reading, settings), client.member(member));
    }
}
