package zdaemon.cli;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.action.ActionSet;
import zdaemon.cli.action.Actions;
import zdaemon.cli.action.CheckAction;
import zdaemon.cli.action.HelpAction;
import zdaemon.cli.action.Session;
import zdaemon.cli.action.UserSwitch;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.HelpPage;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Inherited;
import zdaemon.cli.console.Interrupts;
import zdaemon.cli.console.Streams;
import zdaemon.cli.fleet.FleetActions;
import zdaemon.cli.fleet.SiteChecks;
import zdaemon.cli.prompt.Interpreter;
import zdaemon.cli.prompt.LineSource;
import zdaemon.cli.prompt.LineSources;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.Problem;
import zdaemon.config.Reading;
import zdaemon.posix.Account;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalFd;
import zdaemon.posix.SignalSet;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** One run of the command, its options already taken apart: everything is checked before anything is done. */
final class Command {
    private static final String NO_VERSION = "(not packaged)";

    private Command() {
    }

    static int run(Invocation invocation, Streams streams, Host host)
            throws UsageException, ConfigurationException, ClientException, PosixException {
        for (int i = 0; i < invocation.options().size(); i++) {
            Option option = invocation.options().get(i).option();
            if (option == Option.HELP) {
                streams.out().print(UsageText.of(HelpPage.width()));
                return Exit.DONE;
            }
            if (option == Option.VERSION) {
                streams.out().line("zdaemon " + version());
                return Exit.DONE;
            }
        }
        List<String> words = invocation.words();
        if (words.isEmpty()) {
            return interpret(invocation, Optional.empty(), Optional.empty(), streams, host);
        }
        Verb verb = find(words.get(0));
        List<String> arguments = words.subList(1, words.size());
        Optional<UsageException> refused = Optional.empty();
        String warning = "";
        try {
            warning = verb.check(arguments);
        } catch (UsageException e) {
            // For many programs they may be right.
            if (!invocation.has(Option.CONFIGURE) || verb == Verb.HELP || verb == Verb.CHECK) {
                throw e;
            }
            refused = Optional.of(e);
        }
        if (invocation.has(Option.INTERACTIVE)) {
            return interpret(invocation, Optional.of(verb), refused, streams, host);
        }
        if (verb == Verb.HELP) {
            boolean many = invocation.has(Option.CONFIGURE)
                    && Configured.read(invocation.options(), Inherited.environment()).site().isPresent();
            return HelpAction.run(streams.out(), arguments, false, many);
        }
        List<String> environment = Inherited.environment();
        if (verb == Verb.CHECK) {
            return check(invocation, environment, streams);
        }
        boolean listens = verb == Verb.LOGTAIL || (verb == Verb.WAIT && Processes.self().value() == 1);
        Optional<SignalFd> interrupts = listens
                ? Interrupts.listen(host, SignalSet.empty()) : Optional.empty();
        Reading reading = Configured.read(invocation.options(), environment);
        ActionSet actions = actions(reading, refused);
        if (reading.site().isPresent()) {
            warning = actions.check(verb, arguments);
        }
        Configured configured = verb.isAnsweredByManager()
                ? UserSwitch.tolerant(Configured.forAsking(reading)) : Configured.sound(reading);
        boolean isApart = false;
        Optional<Account> later = Optional.empty();
        if (actions.switchesUser(verb, arguments)) {
            boolean staysHere = configured.faults().isEmpty() && (verb == Verb.FG || verb == Verb.FOREGROUND
                    || (verb.mayStart() && !configured.settings().manager().flag(Option.DAEMON)));
            isApart = staysHere && UserSwitch.isApart(configured, host);
            if (isApart) {
                UserSwitch.blockForApart(host);
            }
            later = switchUser(configured, verb, host);
        }
        try (Session session = new Session(streams, host, environment, interrupts, false, invocation, configured, actions)) {
            session.keepApart(isApart);
            session.becomesLater(later);
            if (!configured.faults().isEmpty()) {
                requireManager(session, configured);
            }
            if (!warning.isEmpty()) {
                streams.complain(warning);
            }
            return session.perform(verb, arguments);
        }
    }

    private static int check(Invocation invocation, List<String> environment, Streams streams) throws PosixException {
        Reading reading = CheckAction.read(invocation.options(), environment);
        int status = reading.site().isPresent() ? SiteChecks.check(streams, reading, environment)
                : CheckAction.run(streams, reading, environment);
        if (status == Exit.USAGE) {
            streams.complain(Main.HINT);
        }
        return status;
    }

    /**
     * What the actions are for: the one place where a file with a {@code <manager>} section makes the difference.
     *
     * @param refused why the arguments are wrong for one program, if they are
     */
    private static ActionSet actions(Reading reading, Optional<UsageException> refused) throws UsageException {
        if (reading.site().isPresent()) {
            return new FleetActions();
        }
        if (refused.isPresent()) {
            throw refused.get();
        }
        return new Actions();
    }

    /** A running program can always be asked and stopped, whatever else is wrong with its configuration by now. */
    private static void requireManager(Session session, Configured configured)
            throws ConfigurationException, ClientException {
        if (!session.actions().hasManager(session)) {
            configured.reading().orThrow();
        }
        for (Problem fault : configured.faults()) {
            session.streams().complain("warning: " + fault.text());
        }
    }

    /** Other classes are needed only for the message when there is no such action. */
    private static Verb find(String word) throws UsageException {
        Optional<Verb> verb = Verb.of(word);
        return verb.isPresent() && !verb.get().isInterpreters() ? verb.get() : HelpAction.find(word, false);
    }

    private static int interpret(Invocation invocation, Optional<Verb> first, Optional<UsageException> refused,
            Streams streams, Host host)
            throws UsageException, ConfigurationException, ClientException, PosixException {
        List<String> environment = Inherited.environment();
        // Before the configuration is read: this may begin the command anew, and a pipe can be read only once.
        Optional<SignalFd> interrupts = Interrupts.listen(host, LineSources.signals());
        Reading reading = Configured.read(invocation.options(), environment);
        ActionSet actions = actions(reading, refused);
        if (first.isPresent() && reading.site().isPresent()) {
            actions.check(first.get(), invocation.words().subList(1, invocation.words().size()));
        }
        Configured configured = Configured.sound(reading);
        if (!invocation.has(Option.INTERACTIVE) && !configured.settings().client().flag(Option.DEFAULT_TO_INTERACTIVE)) {
            throw new UsageException("either -i or an action argument is required");
        }
        Optional<String> user = configured.settings().program().find(Option.USER);
        boolean isApart = UserSwitch.isApart(configured, host);
        if (user.isPresent()) {
            UserSwitch.enter(UserSwitch.find(configured, host), configured.settings(), true);
        }
        try (Session session = new Session(streams, host, environment, interrupts, true, invocation, configured, actions);
                LineSource lines = LineSources.open(streams, interrupts, session)) {
            session.keepApart(isApart);
            return new Interpreter(session, lines).run(first, invocation.words());
        }
    }

    /**
     * Becomes the configured user, after everything else has been checked.
     *
     * @return whom to become only before something is started: the manager that runs is another user's
     */
    private static Optional<Account> switchUser(Configured configured, Verb verb, Host host)
            throws UsageException {
        Settings settings = configured.settings();
        Optional<String> user = settings.program().find(Option.USER);
        boolean isFaulty = !configured.faults().isEmpty();
        if (user.isEmpty() || (isFaulty && !(host.ownsProcess() && UserSwitch.isPermitted(user.get())))) {
            return Optional.empty();
        }
        Account account = UserSwitch.find(configured, host);
        if (verb.asksFirst() && configured.reading().site().isEmpty() && UserSwitch.hasChanged(account, settings)) {
            return Optional.of(account);
        }
        UserSwitch.enter(account, settings, !isFaulty && verb.mayStart());
        return Optional.empty();
    }

    private static String version() {
        Module module = Command.class.getModule();
        if (module.isNamed()) {
            return module.getDescriptor().rawVersion().orElse(NO_VERSION);
        }
        String ofJar = Command.class.getPackage().getImplementationVersion();
        return ofJar == null ? NO_VERSION : ofJar;
    }
}
