package zdaemon.program;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.PosixException;

/** The users that a manager's programs run as. Each is looked up once, for the name service may be far away. */
public final class Users {
    private final Map<String, Account> known = new HashMap<>();
    private final int self = Credentials.effectiveUid();

    /**
     * Finds one.
     *
     * @param user a name, or digits for a user id
     * @throws ManagerFailure when there is none, or this process may not become it
     */
    public Account find(String user) throws ManagerFailure {
        Account account = known.get(user);
        if (account == null) {
            account = lookUp(user);
            known.put(user, account);
        }
        if (self != 0 && self != account.uid()) {
            throw new ManagerFailure(1, "can't run as user '" + account.name() + "': only a manager that is root can; "
                    + "start it as root, without a user in <manager>");
        }
        return account;
    }

    private static Account lookUp(String user) throws ManagerFailure {
        boolean isNumber = !user.isEmpty() && user.chars().allMatch(c -> c >= '0' && c <= '9');
        Optional<Account> found;
        try {
            found = isNumber ? Accounts.byUid(Integer.parseUnsignedInt(user)) : Accounts.byName(user);
        } catch (NumberFormatException | PosixException e) {
            found = Optional.empty();
        }
        return found.orElseThrow(() -> new ManagerFailure(1,
                isNumber ? "uid '" + user + "' not found" : "username '" + user + "' not found"));
    }

    /** Whether a program has to become that user, which this manager is not. */
    boolean areSwitchedTo(Account account) {
        return self == 0 && account.uid() != 0;
    }

    /** The next look-ups are new ones: a user may have changed. */
    public void forget() {
        known.clear();
    }
}
