package zdaemon.posix;

/**
 * Who is no stranger to this process: its own user, and root, who rules anyway; where root is somebody else's number (a user
 * namespace), whoever owns the root of all folders.
 */
final class Trust {
    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;
    private static final int STICKY = 01000;

    private final int self;
    private final int ofTop;

    /** @param self mostly this process's user */
    Trust(FileStatus top, int self) {
        this.self = self;
        ofTop = top.uid();
    }

    boolean isRoot() {
        return self == ROOT;
    }

    boolean isOurs(int uid) {
        return uid == self || uid == ROOT || uid == ofTop;
    }

    /** Whether no stranger can put a name into a folder, or take one away. */
    boolean isClosed(FileStatus folder) {
        return isOurs(folder.uid()) && (folder.mode() & OTHERS_WRITE) == 0
                && ((folder.mode() & GROUP_WRITES) == 0 || Accounts.isPrivate(folder.gid(), folder.uid()));
    }

    /** Whether strangers can put names into a folder, but not take away what is ours, as in {@code /tmp}. */
    boolean isShared(FileStatus folder) {
        return isOurs(folder.uid()) && (folder.mode() & STICKY) != 0;
    }

    /** Whether strangers may put their own names beside those of others, and nobody else may take them away. */
    static boolean isSticky(FileStatus folder) {
        return (folder.mode() & STICKY) != 0 && (folder.mode() & (OTHERS_WRITE | GROUP_WRITES)) != 0;
    }
}
