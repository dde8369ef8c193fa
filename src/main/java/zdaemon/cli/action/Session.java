package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerClient;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.client.ManagerCommand;
import zdaemon.client.ManagerStarter;
import zdaemon.client.OrphanRescue;
import zdaemon.config.Configuration.Provenance;
import zdaemon.posix.Account;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalFd;
import zdaemon.process.Spawner;
import zdaemon.protocol.Repr;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** What the actions of one run share: the configuration in force, the streams, the way to the manager. */
public final class Session implements AutoCloseable {
    private final Streams streams;
    private final Host host;
    private final List<String> environment;
    private final Optional<SignalFd> interrupts;
    private final boolean interpreting;
    private boolean isApart;
    private Optional<Account> later = Optional.empty();
    private final ActionSet actions;
    private final Optional<ManagerClient> given;
    private Invocation invocation;
    private Configured configured;
    private ManagerClient client;
    private ManagerClient asking;
    private Optional<Spawner> spawner = Optional.empty();
    private Optional<ManagerStarter> starter = Optional.empty();

    /**
     * @param environment  this process's, {@code NAME=value} each
     * @param interrupts   ends waits instead of the process
     * @param interpreting whether further actions may follow
     * @param actions      what the actions are for
     */
    public Session(Streams streams, Host host, List<String> environment, Optional<SignalFd> interrupts, boolean interpreting,
            Invocation invocation, Configured configured, ActionSet actions) {
        this(streams, host, environment, interrupts, interpreting, invocation, configured, actions, Optional.empty());
    }

    private Session(Streams streams, Host host, List<String> environment, Optional<SignalFd> interrupts, boolean interpreting,
            Invocation invocation, Configured configured, ActionSet actions, Optional<ManagerClient> given) {
        this.streams = streams;
        this.actions = actions;
        this.given = given;
        this.host = host;
        this.environment = environment;
        this.interrupts = interrupts;
        this.interpreting = interpreting;
        use(invocation, configured);
    }

    /** Whether what runs in the foreground is another user's, who shall not have this terminal. */
    public void keepApart(boolean apart) {
        isApart = apart;
    }

    /** Whether what runs in the foreground is another user's. */
    public boolean isApart() {
        return isApart;
    }

    /** Whom to become before anything is started: until then this process is root, which the manager of another user answers. */
    public void becomesLater(Optional<Account> user) {
        later = user;
        asking = client.believingOwner(later);
    }

    /** Whom to become, see {@link #becomesLater}. */
    public Optional<Account> changedUser() {
        return later;
    }

    /** Becomes the configured user for good; from here on, managers are started as that user. */
    public void becomeUser() throws UsageException {
        if (later.isPresent()) {
            UserSwitch.enter(later.get(), settings(), true);
            later = Optional.empty();
        }
    }

    /** One for a program of many, to be closed. */
    public Session ofOne(Streams itsStreams, Configured its, ManagerClient itsClient) {
        return new Session(itsStreams, host, environment, interrupts, interpreting, invocation, its, new Actions(),
                Optional.of(itsClient));
    }

    /** Runs one action. */
    public int perform(Verb verb, List<String> arguments) throws UsageException, ClientException, PosixException {
        return actions.run(verb, this, arguments);
    }

    /** {@return what the actions are for} */
    public ActionSet actions() {
        return actions;
    }

    /** Goes on with another configuration. */
    public void use(Invocation changedInvocation, Configured changed) {
        this.invocation = changedInvocation;
        this.configured = changed;
        this.client = given.isPresent() ? given.get()
                : new ManagerClient(changed.settings().manager().socket(), Optional.of(rescue(changed.settings())));
        this.asking = given.isPresent() ? client : client.believingOwner(later);
    }

    private OrphanRescue rescue(Settings settings) {
        return new OrphanRescue(settings, environment) {
            @Override
            protected ManagerStarter starter() throws PosixException {
                return Session.this.starter();
            }
        };
    }

    public Streams streams() {
        return streams;
    }

    public Output out() {
        return streams.out();
    }

    /** {@return what this run may do with its process} */
    public Host host() {
        return host;
    }

    /** Whether an action may be the last thing that this process does, and so turn it into another program. */
    public boolean isLast() {
        return host.ownsProcess() && !interpreting;
    }

    /**
     * For actions that hand the process's standard streams to a program, or never end by themselves.
     *
     * @throws UsageException when the command runs within another program, which has them
     */
    public void requireOwnProcess(String action) throws UsageException {
        if (!host.ownsProcess()) {
            throw new UsageException(action + " needs a process of its own: run the command zdaemon");
        }
    }

    public boolean isInterpreting() {
        return interpreting;
    }

    public Invocation invocation() {
        return invocation;
    }

    public Configured configured() {
        return configured;
    }

    public Settings settings() {
        return configured.settings();
    }

    /** Whether the configuration has faults: then only the control socket's name in it is to be relied on. */
    public boolean isFaulty() {
        return !configured.faults().isEmpty();
    }

    public List<String> environment() {
        return environment;
    }

    public Optional<SignalFd> interrupts() {
        return interrupts;
    }

    /** The exit status of an action that a signal has ended: of the first process of a container it may be any. */
    public int endedBySignal(int byInterrupt) {
        Optional<Signal> signal = interrupts.isPresent() ? interrupts.get().last() : Optional.empty();
        boolean isInterrupt = signal.isEmpty() || signal.get().equals(Signal.INT) || signal.get().equals(Signal.QUIT);
        return isInterrupt ? byInterrupt : Exit.SIGNALLED + signal.get().number();
    }

    ManagerClient client() {
        return client;
    }

    /** For all but starts; see {@link ManagerClient#believingOwner}. */
    public ManagerClient asking() {
        return asking;
    }

    /** The configured command with further arguments. */
    List<String> command(List<String> arguments) {
        if (arguments.isEmpty()) {
            return settings().program().command();
        }
        List<String> words = new ArrayList<>(settings().program().command());
        words.addAll(arguments);
        return words;
    }

    /** The settings with another command. */
    Settings withCommand(List<String> words) {
        return settings().with(settings().program().with(Option.PROGRAM, words));
    }

    /**
     * Asks for the state, and warns if the manager has another program. One that has arguments beyond ours is no other:
     * {@code start ARGS} gave them to it.
     */
    ManagerState state() throws ClientException {
        return state(client);
    }

    /** The same, asked by {@link #client} or {@link #asking}. */
    ManagerState state(ManagerClient by) throws ClientException {
        ManagerState state = by.status();
        if (!isFaulty() && state instanceof ManagerState.Present present && present.status().args().isPresent()) {
            List<String> ours = settings().program().command();
            List<String> theirs = present.status().args().get();
            if (!extend(theirs, ours)) {
                Output out = streams.out();
                out.line("WARNING! zdrun is managing a different program!");
                out.line("our program   = " + Repr.list(ours));
                out.line("daemon's args = " + Repr.list(theirs));
                if (configured.configuration().origin(Option.SOCKET_NAME) instanceof Provenance.Default) {
                    streams.complain("two programs that are started in one directory meet at its control socket 'zdsock': "
                            + "give each one a socket-name (-s) of its own");
                }
            }
        }
        return state;
    }

    /** Whether a command line is another one with further arguments, or none. */
    static boolean extend(List<String> words, List<String> beginning) {
        return words.size() >= beginning.size() && words.subList(0, beginning.size()).equals(beginning);
    }

    public Spawner spawner() throws PosixException {
        if (spawner.isEmpty()) {
            spawner = Optional.of(new Spawner());
        }
        return spawner.get();
    }

    /** What a manager of this release is executed as. */
    public ManagerCommand managerCommand() throws PosixException {
        return ManagerCommand.likeThisProcess(host.java(), host.managerMain());
    }

    public ManagerStarter starter() throws PosixException {
        if (starter.isEmpty()) {
            starter = Optional.of(new ManagerStarter(
                    host.ownsProcess() ? Optional.of(spawner()) : Optional.empty(), managerCommand()));
        }
        return starter.get();
    }

    /** Reaps managers of ours that have ended since. */
    public void tidy() {
        if (starter.isPresent()) {
            ManagerStarter.reapEnded();
        }
    }

    @Override
    public void close() {
        if (spawner.isPresent()) {
            spawner.get().close();
        }
    }
}
