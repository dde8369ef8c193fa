package zdaemon.posix;

import zdaemon.bindings.libc;

/** Whose this process is, credentials(7). */
public final class Credentials {
    /** The kernel's struct __user_cap_header_struct: version, process. */
    static final int HEADER = 8;
    /** Two of its struct __user_cap_data_struct: effective, permitted, inheritable. */
    private static final int SETS = 24;

    private Credentials() {}

    /** The effective user, geteuid(2). */
    public static int effectiveUid() {
        return LibcProcesses.geteuid();
    }

    /** The effective group, getegid(2). */
    public static int effectiveGid() {
        return LibcProcesses.getegid();
    }

    /** The supplementary groups, getgroups(2). */
    static int[] groups() {
        int count = Math.max(0, LibcProcesses.getgroups(0, 0));
        try (Buffer list = Buffer.allocate(count * Integer.BYTES)) {
            int[] groups = new int[Math.max(0, LibcProcesses.getgroups(count, list.address()))];
            for (int i = 0; i < groups.length; i++) {
                groups[i] = list.getInt(i * Integer.BYTES);
            }
            return groups;
        }
    }

    /**
     * Becomes another user for good: group, supplementary groups, user, behaviour §2; then makes sure of it. After a
     * failure the process is neither one nor the other and must end.
     *
     * @throws PosixException EPERM unless root; EPERM also when the old identity turns out to be within reach
     */
    public static void assume(Account account) throws PosixException {
        orThrow("setgid", LibcProcesses.setgid(account.gid()), account);
        int[] groups = Accounts.groupsOf(account);
        try (Buffer list = Accounts.list(groups)) {
            orThrow("setgroups", LibcProcesses.setgroups(groups.length, list.address()), account);
        }
        orThrow("setuid", LibcProcesses.setuid(account.uid()), account);
        if (account.uid() != 0) {
            dropInheritable(account);
        }
        verify(account);
    }

    /** What setuid(2) leaves: capabilities for whatever is executed, capset(2), and the session's keys, keyctl(2). */
    private static void dropInheritable(Account account) throws PosixException {
        Buffer none = noCapabilities();
        orThrow("capset", (int) LibcProcesses.syscall(libc.SYS_capset(), none.address(), none.addressOf(HEADER), 0, 0),
                account);
        // A container may forbid that, together with all other use of keys.
        LibcProcesses.syscall(libc.SYS_keyctl(), libc.KEYCTL_JOIN_SESSION_KEYRING(), 0, 0, 0);
    }

    /** Three empty sets behind a header, which lives as long as the process. */
    static Buffer noCapabilities() {
        return None.OF_CAPABILITIES;
    }

    private static final class None {
        static final Buffer OF_CAPABILITIES =
                Buffer.allocate(HEADER + SETS).putInt(0, libc._LINUX_CAPABILITY_VERSION_3());
    }

    private static void orThrow(String call, int result, Account account) throws PosixException {
        if (result < 0) {
            throw PosixException.on(call, subject(account));
        }
    }

    private static String subject(Account account) {
        return "to user " + PosixException.quote(account.name());
    }

    private static void verify(Account account) throws PosixException {
        try (Buffer ids = Buffer.allocate(6 * Integer.BYTES)) {
            LibcProcesses.getresuid(ids.addressOf(0), ids.addressOf(4), ids.addressOf(8));
            LibcProcesses.getresgid(ids.addressOf(12), ids.addressOf(16), ids.addressOf(20));
            boolean changed = true;
            for (int i = 0; i < 3; i++) {
                changed &= ids.getInt(i * Integer.BYTES) == account.uid();
                changed &= ids.getInt((i + 3) * Integer.BYTES) == account.gid();
            }
            // A process that kept CAP_SETUID could be root again in one call.
            boolean rootWithinReach = account.uid() != 0 && LibcProcesses.setuid(0) == 0;
            if (!changed || rootWithinReach) {
                throw new PosixException("change for good", Errno.EPERM, subject(account));
            }
        }
    }
}
