package zdaemon.posix;

/** {@code pwd.h}, {@code grp.h}, {@code unistd.h}: users, groups and whose this process is. */
final class LibcUsers {
    private static final Function GETEGID = new Function("getegid");
    private static final Function GETEUID = new Function("geteuid");
    private static final Function GETGROUPLIST = new Function("getgrouplist");
    private static final Function GETGRGID = new Function("getgrgid");
    private static final Function GETPWNAM = new Function("getpwnam");
    private static final Function GETPWUID = new Function("getpwuid");
    private static final Function GETRESGID = new Function("getresgid");
    private static final Function GETRESUID = new Function("getresuid");
    static final Function SETGID = new Function("setgid");
    static final Function SETGROUPS = new Function("setgroups");
    static final Function SETUID = new Function("setuid");

    private LibcUsers() {}

    /** {@code gid_t getegid(void)}, getgid(2). */
    static int getegid() {
        return (int) GETEGID.call();
    }

    /** {@code uid_t geteuid(void)}, getuid(2). */
    static int geteuid() {
        return (int) GETEUID.call();
    }

    /** {@code struct group *getgrgid(gid_t gid)}, getgrnam(3). NULL when there is none, or an error. */
    static long getgrgid(int gid) {
        return GETGRGID.call(gid);
    }

    /** {@code int getgrouplist(const char *user, gid_t group, gid_t *groups, int *ngroups)}, getgrouplist(3). */
    static int getgrouplist(long user, int group, long groups, long ngroups) {
        return (int) GETGROUPLIST.call(user, group, groups, ngroups);
    }

    /** {@code struct passwd *getpwnam(const char *name)}, getpwnam(3). NULL when there is none, or an error. */
    static long getpwnam(long name) {
        return GETPWNAM.call(name);
    }

    /** {@code struct passwd *getpwuid(uid_t uid)}, getpwnam(3). NULL when there is none, or an error. */
    static long getpwuid(int uid) {
        return GETPWUID.call(uid);
    }

    /** {@code int getresgid(gid_t *rgid, gid_t *egid, gid_t *sgid)}, getresuid(2). */
    static int getresgid(long rgid, long egid, long sgid) {
        return (int) GETRESGID.call(rgid, egid, sgid);
    }

    /** {@code int getresuid(uid_t *ruid, uid_t *euid, uid_t *suid)}, getresuid(2). */
    static int getresuid(long ruid, long euid, long suid) {
        return (int) GETRESUID.call(ruid, euid, suid);
    }

    /** {@code int setgid(gid_t gid)}, setgid(2). */
    static int setgid(int gid) {
        return (int) SETGID.call(gid);
    }

    /** {@code int setgroups(size_t size, const gid_t *list)}, getgroups(2). */
    static int setgroups(long size, long list) {
        return (int) SETGROUPS.call(size, list);
    }

    /** {@code int setuid(uid_t uid)}, setuid(2). */
    static int setuid(int uid) {
        return (int) SETUID.call(uid);
    }
}
