package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import zdaemon.bindings.__sigset_t;
import zdaemon.bindings.epoll_event;
import zdaemon.bindings.group;
import zdaemon.bindings.libc;
import zdaemon.bindings.passwd;
import zdaemon.bindings.pollfd;
import zdaemon.bindings.posix_spawn_file_actions_t;
import zdaemon.bindings.posix_spawnattr_t;
import zdaemon.bindings.signalfd_siginfo;
import zdaemon.bindings.sockaddr_un;
import zdaemon.bindings.statx;
import zdaemon.bindings.timespec;
import zdaemon.bindings.timeval;
import zdaemon.bindings.ucred;
import zdaemon.bindings.winsize;

/** The numbers written out in {@link Layout} are the bindings'. */
class LayoutTest {
    @Test
    void sizesAreTheBindings() {
        assertEquals(libc.C_POINTER.byteSize(), Layout.POINTER_SIZE);
        assertEquals(pollfd.layout().byteSize(), Layout.POLLFD_SIZE);
        assertEquals(epoll_event.layout().byteSize(), Layout.EPOLL_EVENT_SIZE);
        assertEquals(timespec.layout().byteSize(), Layout.TIMESPEC_SIZE);
        assertEquals(timeval.layout().byteSize(), Layout.TIMEVAL_SIZE);
        assertEquals(statx.layout().byteSize(), Layout.STATX_SIZE);
        assertEquals(winsize.layout().byteSize(), Layout.WINSIZE_SIZE);
        assertEquals(ucred.layout().byteSize(), Layout.UCRED_SIZE);
        assertEquals(sockaddr_un.layout().byteSize(), Layout.SOCKADDR_UN_SIZE);
        assertEquals(signalfd_siginfo.layout().byteSize(), Layout.SIGNALFD_SIGINFO_SIZE);
        assertEquals(__sigset_t.layout().byteSize(), Layout.SIGSET_SIZE);
        assertEquals(posix_spawnattr_t.layout().byteSize(), Layout.POSIX_SPAWNATTR_SIZE);
        assertEquals(posix_spawn_file_actions_t.layout().byteSize(), Layout.POSIX_SPAWN_FILE_ACTIONS_SIZE);
    }

    @Test
    void smallStructuresHaveTheBindingsOffsets() {
        assertEquals(pollfd.fd$offset(), Layout.POLLFD_FD);
        assertEquals(pollfd.events$offset(), Layout.POLLFD_EVENTS);
        assertEquals(pollfd.revents$offset(), Layout.POLLFD_REVENTS);
        assertEquals(epoll_event.data$offset(), Layout.EPOLL_EVENT_DATA);
        assertEquals(timespec.tv_sec$offset(), Layout.TIMESPEC_SEC);
        assertEquals(timespec.tv_nsec$offset(), Layout.TIMESPEC_NSEC);
        assertEquals(timeval.tv_sec$offset(), Layout.TIMEVAL_SEC);
        assertEquals(timeval.tv_usec$offset(), Layout.TIMEVAL_USEC);
        assertEquals(winsize.ws_row$offset(), Layout.WINSIZE_ROW);
        assertEquals(winsize.ws_col$offset(), Layout.WINSIZE_COL);
        assertEquals(ucred.pid$offset(), Layout.UCRED_PID);
        assertEquals(ucred.uid$offset(), Layout.UCRED_UID);
        assertEquals(ucred.gid$offset(), Layout.UCRED_GID);
        assertEquals(sockaddr_un.sun_family$offset(), Layout.SOCKADDR_UN_FAMILY);
        assertEquals(sockaddr_un.sun_path$offset(), Layout.SOCKADDR_UN_PATH);
        assertEquals(signalfd_siginfo.ssi_signo$offset(), Layout.SIGNALFD_SIGINFO_SIGNO);
    }

    @Test
    void statusAndPasswordEntryHaveTheBindingsOffsets() {
        assertEquals(statx.stx_nlink$offset(), Layout.STATX_NLINK);
        assertEquals(statx.stx_uid$offset(), Layout.STATX_UID);
        assertEquals(statx.stx_gid$offset(), Layout.STATX_GID);
        assertEquals(statx.stx_mode$offset(), Layout.STATX_MODE);
        assertEquals(statx.stx_ino$offset(), Layout.STATX_INO);
        assertEquals(statx.stx_size$offset(), Layout.STATX_FILE_SIZE);
        assertEquals(statx.stx_dev_major$offset(), Layout.STATX_DEV_MAJOR);
        assertEquals(statx.stx_dev_minor$offset(), Layout.STATX_DEV_MINOR);
        assertEquals(passwd.pw_name$offset(), Layout.PASSWD_NAME);
        assertEquals(passwd.pw_uid$offset(), Layout.PASSWD_UID);
        assertEquals(passwd.pw_gid$offset(), Layout.PASSWD_GID);
        assertEquals(passwd.pw_dir$offset(), Layout.PASSWD_DIR);
        assertEquals(passwd.pw_shell$offset(), Layout.PASSWD_SHELL);
        assertEquals(group.gr_name$offset(), Layout.GROUP_NAME);
        assertEquals(group.gr_mem$offset(), Layout.GROUP_MEMBERS);
    }
}
