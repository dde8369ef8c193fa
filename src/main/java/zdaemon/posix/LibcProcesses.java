package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * {@code unistd.h}, {@code signal.h}, {@code spawn.h}, {@code pwd.h}, {@code grp.h}, {@code sys/prctl.h}, {@code
 * sys/signalfd.h}, {@code sys/wait.h}: processes, signals and users. Those of spawn.h return an error number and leave
 * errno alone.
 */
final class LibcProcesses {
    private static final Function LIBC_CURRENT_SIGRTMAX = new Function("__libc_current_sigrtmax");
    private static final Function LIBC_CURRENT_SIGRTMIN = new Function("__libc_current_sigrtmin");
    /** {@code void _exit(int status)}, _exit(2). Called by address alone, between fork and exec. */
    static final Function EXIT = new Function("_exit");
    /** {@code extern char **environ}, environ(7): a variable, found like a function. */
    private static final Function ENVIRON = new Function("environ");
    /**
     * {@code int execve(const char *pathname, char *const argv[], char *const envp[])}, execve(2). By address alone.
     */
    static final Function EXECVE = new Function("execve");
    private static final Function GETEGID = new Function("getegid");
    private static final Function GETENV = new Function("getenv");
    private static final Function GETEUID = new Function("geteuid");
    private static final Function GETGRGID = new Function("getgrgid");
    private static final Function GETGROUPLIST = new Function("getgrouplist");
    private static final Function GETPGID = new Function("getpgid");
    private static final Function GETPID = new Function("getpid");
    static final Function GETPPID = new Function("getppid");
    private static final Function GETPWNAM = new Function("getpwnam");
    private static final Function GETPWUID = new Function("getpwuid");
    private static final Function GETRESGID = new Function("getresgid");
    private static final Function GETRESUID = new Function("getresuid");
    private static final Function GETSID = new Function("getsid");
    private static final Function KILL = new Function("kill");
    private static final Function KILLPG = new Function("killpg");
    private static final Function SPAWN = new Function("posix_spawn");
    private static final Function ACTIONS_ADDDUP2 = new Function("posix_spawn_file_actions_adddup2");
    private static final Function ACTIONS_DESTROY = new Function("posix_spawn_file_actions_destroy");
    private static final Function ACTIONS_INIT = new Function("posix_spawn_file_actions_init");
    private static final Function ATTR_DESTROY = new Function("posix_spawnattr_destroy");
    private static final Function ATTR_INIT = new Function("posix_spawnattr_init");
    private static final Function ATTR_SETFLAGS = new Function("posix_spawnattr_setflags");
    private static final Function ATTR_SETSIGMASK = new Function("posix_spawnattr_setsigmask");
    private static final Function PRCTL = new Function("prctl");
    static final Function PTHREAD_SIGMASK = new Function("pthread_sigmask");
    /** {@code int sched_yield(void)}, sched_yield(2). By address alone: it returns 0, as clone does in a child. */
    static final Function SCHED_YIELD = new Function("sched_yield");
    private static final Function SETGID = new Function("setgid");
    private static final Function GETGROUPS = new Function("getgroups");
    private static final Function SETGROUPS = new Function("setgroups");
    /** {@code pid_t setpgid(pid_t pid, pid_t pgid)}, setpgid(2). By address alone. */
    static final Function SETPGID = new Function("setpgid");
    /** {@code pid_t setsid(void)}, setsid(2). By address alone. */
    static final Function SETSID = new Function("setsid");
    private static final Function SETUID = new Function("setuid");
    private static final Function SIGNAL = new Function("signal");
    private static final Function SIGNALFD = new Function("signalfd");
    static final Function SYSCALL = new Function("syscall");
    private static final Function WAITPID = new Function("waitpid");

    private LibcProcesses() {}

    /** {@code int __libc_current_sigrtmax(void)}: what the macro SIGRTMAX expands to, signal(7). */
    static int __libc_current_sigrtmax() {
        return (int) LIBC_CURRENT_SIGRTMAX.call();
    }

    /** {@code int __libc_current_sigrtmin(void)}: what the macro SIGRTMIN expands to, signal(7). */
    static int __libc_current_sigrtmin() {
        return (int) LIBC_CURRENT_SIGRTMIN.call();
    }

    /**
     * {@code int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *, int fildes, int newfildes)}. With the
     * same number twice the descriptor is kept open over exec.
     */
    static int actionsAddDup2(long actions, int descriptor, int number) {
        return (int) ACTIONS_ADDDUP2.call(actions, descriptor, number);
    }

    /** {@code int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *)}. */
    static int actionsDestroy(long actions) {
        return (int) ACTIONS_DESTROY.call(actions);
    }

    /** {@code int posix_spawn_file_actions_init(posix_spawn_file_actions_t *)}. */
    static int actionsInit(long actions) {
        return (int) ACTIONS_INIT.call(actions);
    }

    /** {@code int posix_spawnattr_destroy(posix_spawnattr_t *)}. */
    static int attributesDestroy(long attributes) {
        return (int) ATTR_DESTROY.call(attributes);
    }

    /** {@code int posix_spawnattr_init(posix_spawnattr_t *)}. */
    static int attributesInit(long attributes) {
        return (int) ATTR_INIT.call(attributes);
    }

    /** {@code int posix_spawnattr_setflags(posix_spawnattr_t *, short flags)}. */
    static int attributesSetFlags(long attributes, int flags) {
        return (int) ATTR_SETFLAGS.call(attributes, flags);
    }

    /** {@code int posix_spawnattr_setsigmask(posix_spawnattr_t *, const sigset_t *sigmask)}. */
    static int attributesSetMask(long attributes, long mask) {
        return (int) ATTR_SETSIGMASK.call(attributes, mask);
    }

    static long environ() {
        return Foreign.longAt(ENVIRON.address().address());
    }

    /** {@code gid_t getegid(void)}, getgid(2). */
    static int getegid() {
        return (int) GETEGID.call();
    }

    /** {@code char *getenv(const char *name)}, getenv(3). NULL when it is not set. */
    static long getenv(long name) {
        return GETENV.call(name);
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

    /** {@code pid_t getpgid(pid_t pid)}, getpgid(2). */
    static int getpgid(int pid) {
        return (int) GETPGID.call(pid);
    }

    /** {@code pid_t getpid(void)}, getpid(2). */
    static int getpid() {
        return (int) GETPID.call();
    }

    /** {@code pid_t getppid(void)}, getppid(2). */
    static int getppid() {
        return (int) GETPPID.call();
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

    /** {@code pid_t getsid(pid_t pid)}, getsid(2). */
    static int getsid(int pid) {
        return (int) GETSID.call(pid);
    }

    /** {@code int kill(pid_t pid, int sig)}, kill(2). */
    static int kill(int pid, int sig) {
        return (int) KILL.call(pid, sig);
    }

    /** {@code int killpg(int pgrp, int sig)}, killpg(3). */
    static int killpg(int pgrp, int sig) {
        return (int) KILLPG.call(pgrp, sig);
    }

    /** {@code int prctl(int option, ...)}, prctl(2). */
    static int prctl(int option, long arg2) {
        return (int) PRCTL.call(option, arg2);
    }

    /**
     * {@code int pthread_sigmask(int how, const sigset_t *set, sigset_t *oldset)}, pthread_sigmask(3). Returns an
     * errno.
     */
    static int pthread_sigmask(int how, long set, long oldset) {
        return (int) PTHREAD_SIGMASK.call(how, set, oldset);
    }

    /**
     * {@code int rt_sigaction(int signum, const struct sigaction *act, struct sigaction *oldact, size_t sigsetsize)},
     * sigaction(2), the kernel's own: libc's refuses the two signals that it uses itself, which posix_spawn leaves
     * ignored.
     */
    static int rt_sigaction(int signum, long act, long oldact) {
        return (int) LibcProcesses.syscall(libc.SYS_rt_sigaction(), signum, act, oldact, Layout.KERNEL_SIGSET_SIZE);
    }

    /** {@code int setgid(gid_t gid)}, setgid(2). */
    static int setgid(int gid) {
        return (int) SETGID.call(gid);
    }

    /** {@code int getgroups(int size, gid_t list[])}, getgroups(2). */
    static int getgroups(int size, long list) {
        return (int) GETGROUPS.call(size, list);
    }

    /** {@code int setgroups(size_t size, const gid_t *list)}, getgroups(2). */
    static int setgroups(long size, long list) {
        return (int) SETGROUPS.call(size, list);
    }

    /** {@code int setuid(uid_t uid)}, setuid(2). */
    static int setuid(int uid) {
        return (int) SETUID.call(uid);
    }

    /** {@code sighandler_t signal(int signum, sighandler_t handler)}, signal(2). SIG_ERR is -1. */
    static long signal(int signum, long handler) {
        return SIGNAL.call(signum, handler);
    }

    /** {@code int signalfd(int fd, const sigset_t *mask, int flags)}, signalfd(2). */
    static int signalfd(int fd, long mask, int flags) {
        return (int) SIGNALFD.call(fd, mask, flags);
    }

    /**
     * {@code int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *file_actions, const
     * posix_spawnattr_t *attrp, char *const argv[], char *const envp[])}, posix_spawn(3).
     */
    static int spawn(long pid, long path, long actions, long attributes, long argv, long envp) {
        return (int) SPAWN.call(pid, path, actions, attributes, argv, envp);
    }

    /** {@code long syscall(long number, ...)}, syscall(2). */
    static long syscall(long number, long a, long b, long c, long d) {
        return SYSCALL.call(number, a, b, c, d);
    }

    /** {@code pid_t waitpid(pid_t pid, int *wstatus, int options)}, waitpid(2). */
    static int waitpid(int pid, long wstatus, int options) {
        return (int) WAITPID.callThroughSignals(pid, wstatus, options, 0);
    }
}
