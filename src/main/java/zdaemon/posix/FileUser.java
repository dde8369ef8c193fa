package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/**
 * In whose name a file is opened, and made when it is missing. For another user that is done as that user, setfsuid(2), for
 * the moment and in this thread alone, which takes root: what the user may not do is refused, and what is made is the user's.
 *
 * @param account the user; this process's when empty
 * @param umask   what a new file's mode lacks
 */
public record FileUser(Optional<Account> account, int umask) {

    /** Who is to be no stranger on the way to the file. */
    int uid() {
        return account.isPresent() ? account.get().uid() : Credentials.effectiveUid();
    }

    /**
     * Becomes that user as far as files are concerned.
     *
     * @throws PosixException EPERM when this process is not root
     */
    Guise enter() throws PosixException {
        return new Guise(this);
    }

    /** From its making until it is closed, this thread deals with files as another user. */
    static final class Guise implements AutoCloseable {
        private final boolean isOther;
        private final int uid = Credentials.effectiveUid();
        private final int gid = Credentials.effectiveGid();
        private final int[] groups;
        private final int umask;

        private Guise(FileUser user) throws PosixException {
            isOther = user.account().isPresent() && user.uid() != uid;
            groups = isOther ? Credentials.groups() : new int[0];
            umask = FileSystem.umask(user.umask());
            if (isOther && !become(Accounts.groupsOf(user.account().get()), user.account().get().gid(), user.uid())) {
                close();
                throw new PosixException("open files as", Errno.EPERM, PosixException.quote(user.account().get().name()));
            }
        }

        /** By the kernel's calls, which are about this thread; libc's setgroups is about all threads. */
        private static boolean become(int[] groups, int gid, int uid) {
            try (Buffer list = Accounts.list(groups)) {
                if (LibcProcesses.syscall(libc.SYS_setgroups(), groups.length, list.address(), 0, 0) < 0) {
                    return false;
                }
            }
            return set(libc.SYS_setfsgid(), gid) && set(libc.SYS_setfsuid(), uid);
        }

        /** These calls answer with the former one, whether they have done something or not. */
        private static boolean set(int call, int id) {
            LibcProcesses.syscall(call, id, 0, 0, 0);
            return (int) LibcProcesses.syscall(call, -1, 0, 0, 0) == id;
        }

        /** A process that remained another user could not be relied on. */
        @Override
        public void close() {
            FileSystem.umask(umask);
            if (isOther && !(set(libc.SYS_setfsuid(), uid) && become(groups, gid, uid))) {
                throw new IllegalStateException("user " + uid + " is out of reach");
            }
        }
    }
}
