package zdaemon.process;

import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;

/**
 * Makes calls that fail for four reasons in turn, amid allocation, collections and calls that succeed, and tells how often
 * the reason was another one.
 */
final class ErrnoSoak {
    private static final String MISSING = "/nonexistent/file";
    private static final Pid NOBODY = new Pid(Integer.MAX_VALUE);

    private ErrnoSoak() {}

    /**
     * Argument: how many rounds.
     */
    public static void main(String[] arguments) throws PosixException {
        int rounds = Integer.parseInt(arguments[0]);
        int wrong = 0;
        byte[][] litter = new byte[64][];
        for (int round = 0; round < rounds; round++) {
            litter[round % litter.length] = new byte[round % 8192];
            wrong += why(() -> Fd.open(MISSING, Open.READ, 0)).equals(Errno.ENOENT) ? 0 : 1;
            wrong += why(() -> Fd.open("/proc/self/stat/x", Open.READ, 0)).equals(Errno.ENOTDIR) ? 0 : 1;
            wrong += why(() -> Fd.open("/", Open.WRITE, 0)).equals(Errno.EISDIR) ? 0 : 1;
            FileSystem.currentDirectory();
            wrong += why(() -> Processes.kill(NOBODY, Signal.TERM)).equals(Errno.ESRCH) ? 0 : 1;
        }
        System.out.println(4 * rounds + " failures, " + wrong + " for another reason");
    }

    private interface Call {
        void make() throws PosixException;
    }

    private static Errno why(Call call) {
        try {
            call.make();
            throw new AssertionError("it cannot succeed");
        } catch (PosixException e) {
            return e.errno();
        }
    }
}
