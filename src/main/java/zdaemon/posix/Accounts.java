package zdaemon.posix;

import java.util.Optional;

/** The users of this system, from wherever its name service has them, nsswitch.conf(5). */
public final class Accounts {
    private static final int GROUPS_AT_FIRST = 64;

    private Accounts() {}

    /**
     * Finds a user by name, getpwnam(3).
     *
     * @return empty when there is none
     * @throws PosixException when the name holds a NUL
     */
    public static Optional<Account> byName(String name) throws PosixException {
        try (Buffer text = Buffer.text(name)) {
            return copy(LibcProcesses.getpwnam(text.address()));
        }
    }

    /**
     * Finds a user by number, getpwuid(3).
     *
     * @return empty when there is none
     */
    public static Optional<Account> byUid(int uid) {
        return copy(LibcProcesses.getpwuid(uid));
    }

    /** Out of libc's one static structure at once: the next look-up overwrites it. */
    private static Optional<Account> copy(long passwd) {
        if (passwd == 0) {
            return Optional.empty();
        }
        return Optional.of(new Account(
                Foreign.textAt(Foreign.longAt(passwd + Layout.PASSWD_NAME)),
                Foreign.intAt(passwd + Layout.PASSWD_UID),
                Foreign.intAt(passwd + Layout.PASSWD_GID),
                Foreign.textAt(Foreign.longAt(passwd + Layout.PASSWD_DIR)),
                Foreign.textAt(Foreign.longAt(passwd + Layout.PASSWD_SHELL))));
    }

    /**
     * All groups that a user is in, getgrouplist(3).
     *
     * @throws PosixException when the name holds a NUL
     */
    public static int[] groupsOf(Account account) throws PosixException {
        int room = GROUPS_AT_FIRST;
        while (true) {
            try (Buffer name = Buffer.text(account.name());
                    Buffer groups = Buffer.allocate(room * Integer.BYTES);
                    Buffer count = Buffer.allocate(Integer.BYTES).putInt(0, room)) {
                int found = LibcProcesses.getgrouplist(name.address(), account.gid(), groups.address(), count.address());
                if (found >= 0) {
                    int[] numbers = new int[found];
                    for (int i = 0; i < found; i++) {
                        numbers[i] = groups.getInt(i * Integer.BYTES);
                    }
                    return numbers;
                }
                room = Math.max(2 * room, count.getInt(0));
            }
        }
    }

    /** Who that is, in words: {@code user www-data}; {@code user id 4711} when nobody has that number. */
    public static String describe(int uid) {
        Optional<Account> account = byUid(uid);
        return account.isPresent() ? "user " + account.get().name() : "user id " + Integer.toUnsignedString(uid);
    }

    /** What option -u takes for a user: {@code nobody}, or the number of one without a name. */
    public static String name(int uid) {
        Optional<Account> account = byUid(uid);
        return account.isPresent() ? account.get().name() : Integer.toUnsignedString(uid);
    }

    /** Whether a user, given by name or number, has that number. */
    public static boolean isSame(String user, int uid) throws PosixException {
        Optional<Account> named = byName(user);
        return named.isPresent() ? named.get().uid() == uid : user.equals(Integer.toUnsignedString(uid));
    }

    /** Whether a group is a user's own: it has the user's name, and nobody else in it, as most systems set them up. */
    static boolean isPrivate(int gid, int uid) {
        Optional<Account> account = byUid(uid);
        long group = LibcProcesses.getgrgid(gid);
        if (group == 0 || account.isEmpty() || account.get().gid() != gid
                || !Foreign.textAt(Foreign.longAt(group + Layout.GROUP_NAME)).equals(account.get().name())) {
            return false;
        }
        for (long member = Foreign.longAt(group + Layout.GROUP_MEMBERS); Foreign.longAt(member) != 0;
                member += Layout.POINTER_SIZE) {
            if (!Foreign.textAt(Foreign.longAt(member)).equals(account.get().name())) {
                return false;
            }
        }
        return true;
    }

    /** Groups as setgroups(2) takes them. */
    public static Buffer list(int[] groups) {
        Buffer list = Buffer.allocate(groups.length * Integer.BYTES);
        for (int i = 0; i < groups.length; i++) {
            list.putInt(i * Integer.BYTES, groups[i]);
        }
        return list;
    }
}
