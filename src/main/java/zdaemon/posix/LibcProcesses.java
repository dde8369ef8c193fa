package zdaemon.posix;

/** {@code unistd.h}, {@code sys/wait.h}, {@code sys/prctl.h}: this process and its children. */
final class LibcProcesses {
    /** {@code void _exit(int status)}, _exit(2). Called by address alone, between fork and exec. */
    static final Function EXIT = new Function("_exit");
    /**
     * {@code int execve(const char *pathname, char *const argv[], char *const envp[])}, execve(2). By address alone.
     */
    static final Function EXECVE = new Function("execve");
    /** {@code pid_t fork(void)}, fork(2). By address alone. */
    static final Function FORK = new Function("fork");
    /** {@code int sched_yield(void)}, sched_yield(2). By address alone: it returns 0, as fork does in a child. */
    static final Function SCHED_YIELD = new Function("sched_yield");
    /** {@code pid_t setpgid(pid_t pid, pid_t pgid)}, setpgid(2). By address alone. */
    static final Function SETPGID = new Function("setpgid");
    /** {@code pid_t setsid(void)}, setsid(2). By address alone. */
    static final Function SETSID = new Function("setsid");
    private static final Function GETPGID = new Function("getpgid");
    private static final Function GETPID = new Function("getpid");
    static final Function GETPPID = new Function("getppid");
    private static final Function GETSID = new Function("getsid");
    private static final Function PRCTL = new Function("prctl");
    static final Function SYSCALL = new Function("syscall");
    private static final Function WAITPID = new Function("waitpid");

    private LibcProcesses() {}

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

    /** {@code pid_t getsid(pid_t pid)}, getsid(2). */
    static int getsid(int pid) {
        return (int) GETSID.call(pid);
    }

    /** {@code int prctl(int option, ...)}, prctl(2). */
    static int prctl(int option, long arg2) {
        return (int) PRCTL.call(option, arg2);
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
