package zdaemon.posix;

import zdaemon.bindings.libc;

/** {@code signal.h}, {@code sys/signalfd.h}. */
final class LibcSignals {
    private static final Function LIBC_CURRENT_SIGRTMAX = new Function("__libc_current_sigrtmax");
    private static final Function LIBC_CURRENT_SIGRTMIN = new Function("__libc_current_sigrtmin");
    private static final Function KILL = new Function("kill");
    private static final Function KILLPG = new Function("killpg");
    static final Function PTHREAD_SIGMASK = new Function("pthread_sigmask");
    private static final Function SIGNAL = new Function("signal");
    private static final Function SIGNALFD = new Function("signalfd");

    private LibcSignals() {}

    /** {@code int __libc_current_sigrtmax(void)}: what the macro SIGRTMAX expands to, signal(7). */
    static int __libc_current_sigrtmax() {
        return (int) LIBC_CURRENT_SIGRTMAX.call();
    }

    /** {@code int __libc_current_sigrtmin(void)}: what the macro SIGRTMIN expands to, signal(7). */
    static int __libc_current_sigrtmin() {
        return (int) LIBC_CURRENT_SIGRTMIN.call();
    }

    /** {@code int kill(pid_t pid, int sig)}, kill(2). */
    static int kill(int pid, int sig) {
        return (int) KILL.call(pid, sig);
    }

    /** {@code int killpg(int pgrp, int sig)}, killpg(3). */
    static int killpg(int pgrp, int sig) {
        return (int) KILLPG.call(pgrp, sig);
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

    /** {@code sighandler_t signal(int signum, sighandler_t handler)}, signal(2). SIG_ERR is -1. */
    static long signal(int signum, long handler) {
        return SIGNAL.call(signum, handler);
    }

    /** {@code int signalfd(int fd, const sigset_t *mask, int flags)}, signalfd(2). */
    static int signalfd(int fd, long mask, int flags) {
        return (int) SIGNALFD.call(fd, mask, flags);
    }
}
