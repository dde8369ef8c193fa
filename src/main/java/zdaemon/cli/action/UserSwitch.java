package zdaemon.cli.action;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Interrupts;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.Apart;
import zdaemon.config.Configuration;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Problem;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalFd;
import zdaemon.posix.UnixSocket;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** The {@code user} option: who to become before anything is done (behaviour §2). */
public final class UserSwitch {

    private static final long PATIENCE_NANOS = 1_000_000_000L;

    private UserSwitch() {
    }

    /**
     * Finds the account.
     *
     * @param user a name, or digits for a user id
     * @throws UsageException when there is none, or when this process may not become it
     */
    public static Account find(String user, Host host) throws UsageException {
        Account account = permitted(user);
        if (Credentials.effectiveUid() != account.uid() && !host.ownsProcess()) {
            throw new UsageException("can't become user '" + account.name() + "' within somebody else's process");
        }
        return account;
    }

    /**
     * Finds the configured user's account, as {@link #find(String, Host)}.
     *
     * @throws UsageException names the place of the name, if that is a file
     */
    public static Account find(Configured configured, Host host) throws UsageException {
        try {
            return find(configured.settings().program().find(Option.USER).orElseThrow(), host);
        } catch (UsageException e) {
            throw new UsageException(problem(e, configured.configuration()).text());
        }
    }

    /** A problem with the configured user, and its place. */
    static Problem problem(UsageException e, Configuration configuration) {
        return new Problem(e.getMessage(), configuration.origin(Option.USER), Problem.Kind.VALUE);
    }

    /** The same as {@link #isApart(Optional, Host)} of the configured user. */
    public static boolean isApart(Configured configured, Host host) throws UsageException {
        if (configured.settings().program().find(Option.USER).isPresent()) {
            find(configured, host);
        }
        return isApart(configured.settings().program().find(Option.USER), host);
    }

    /** Whether what runs in the foreground is another user's, and there is a terminal that it shall not have. */
    public static boolean isApart(Optional<String> user, Host host) throws UsageException {
        return user.isPresent() && host.ownsProcess()
                && find(user.get(), host).uid() != Credentials.effectiveUid() && Apart.isNeeded();
    }

    /** May begin the whole command again, with the signals blocked that are to be passed on. */
    public static void blockForApart(Host host) throws PosixException {
        Optional<SignalFd> interrupts = Interrupts.listen(host, Apart.SIGNALS);
        if (interrupts.isPresent()) {
            interrupts.get().close();
        }
    }

    /**
     * A user of the configuration file who has been deleted, or whom the caller may not become, is one of its faults: a
     * running program can be asked and stopped all the same (behaviour §1.8).
     *
     * @throws UsageException when the command line names that user
     */
    public static Configured tolerant(Configured configured) throws UsageException {
        Optional<String> user = configured.settings().program().find(Option.USER);
        if (user.isEmpty()) {
            return configured;
        }
        try {
            permitted(user.get());
            return configured;
        } catch (UsageException e) {
            Provenance origin = configured.configuration().origin(Option.USER);
            if (origin instanceof Provenance.CommandLine) {
                throw e;
            }
            return configured.withFault(problem(e, configured.configuration()));
        }
    }

    /** Whether there is such a user, and this process may become it. */
    public static boolean isPermitted(String user) {
        try {
            permitted(user);
            return true;
        } catch (UsageException e) {
            return false;
        }
    }

    private static Account permitted(String user) throws UsageException {
        Account account = account(user);
        int self = Credentials.effectiveUid();
        if (self != 0 && self != account.uid()) {
            throw new UsageException("only root can use -u USER to change users");
        }
        return account;
    }

    /**
     * Looks the account up.
     *
     * @param user a name, or digits for a user id
     * @throws UsageException when there is none
     */
    public static Account account(String user) throws UsageException {
        return isNumber(user) ? byId(user) : byName(user);
    }

    private static Account byId(String digits) throws UsageException {
        Optional<Account> account;
        try {
            account = Accounts.byUid(Integer.parseUnsignedInt(digits));
        } catch (NumberFormatException e) {
            account = Optional.empty();
        }
        if (account.isEmpty()) {
            throw new UsageException("uid '" + digits + "' not found");
        }
        return account.get();
    }

    private static Account byName(String name) throws UsageException {
        Optional<Account> account;
        try {
            account = Accounts.byName(name);
        } catch (PosixException e) {
            account = Optional.empty();
        }
        if (account.isEmpty()) {
            throw new UsageException("username '" + name + "' not found");
        }
        return account.get();
    }

    private static boolean isNumber(String user) {
        for (int i = 0; i < user.length(); i++) {
            if (user.charAt(i) < '0' || user.charAt(i) > '9') {
                return false;
            }
        }
        return !user.isEmpty();
    }

    /**
     * Whether a configuration names a user whom root is to become, and the manager that runs is another's: the configuration
     * has changed, and that manager does not answer the new user.
     */
    public static boolean hasChanged(Account account, Settings settings) {
        if (Credentials.effectiveUid() != 0 || account.uid() == 0) {
            return false;
        }
        try (Fd connection = UnixSocket.connect(settings.manager().socket(), PATIENCE_NANOS)) {
            return UnixSocket.peer(connection).uid() != account.uid();
        } catch (PosixException e) {
            // Nobody listens, or nobody can be asked: that user will find it so, too.
            return false;
        }
    }

    /**
     * Becomes that user for good, having made the folders that a manager needs: root may be needed for it.
     *
     * @param mayStart whether there are folders to be made
     * @throws UsageException when the system refuses any part of it
     */
    public static void enter(Account account, Settings settings, boolean mayStart) throws UsageException {
        List<String> made = mayStart ? Folders.make(settings, Optional.of(account)) : List.of();
        try {
            become(account);
            if (mayStart) {
                Folders.make(settings, Optional.empty());
            }
        } catch (UsageException e) {
            Folders.remove(made);
            throw e;
        }
    }

    /**
     * Becomes that user for good; being it already is fine.
     *
     * @throws UsageException when the system refuses any part of it
     */
    private static void become(Account account) throws UsageException {
        if (Credentials.effectiveUid() != 0 || account.uid() == 0) {
            return;
        }
        try {
            Credentials.assume(account);
        } catch (PosixException e) {
            throw new UsageException("can't become user '" + account.name() + "': " + e.getMessage());
        }
    }
}
