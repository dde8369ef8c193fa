package zdaemon.posix;

import java.util.List;
import zdaemon.bindings.libc;

/** posix_spawn(3): starts a program without code of this process in the child. */
public final class PosixSpawn {
    private PosixSpawn() {}

    /**
     * Starts a program.
     *
     * @param executable  its path; PATH is not searched
     * @param environment {@code NAME=value} each, all of them
     * @param to          the numbers that they get, in this order; the same number twice keeps one open
     * @throws PosixException when it could not: EAGAIN, ENOMEM, or what execve(2) says
     */
    public static Pid spawn(String executable, List<String> arguments, List<String> environment, boolean newSession,
            SignalSet mask, int[] from, int[] to) throws PosixException {
        try (Buffer path = Buffer.text(executable);
                Buffer argv = StringVector.allocate(arguments);
                Buffer envp = StringVector.allocate(environment);
                Buffer blocked = mask.allocate();
                Buffer attributes = Buffer.allocate(Layout.POSIX_SPAWNATTR_SIZE);
                Buffer actions = Buffer.allocate(Layout.POSIX_SPAWN_FILE_ACTIONS_SIZE);
                Buffer pid = Buffer.allocate(Integer.BYTES)) {
            check("posix_spawnattr_init", LibcProcesses.attributesInit(attributes.address()));
            check("posix_spawn_file_actions_init", LibcProcesses.actionsInit(actions.address()));
            try {
                int session = newSession ? libc.POSIX_SPAWN_SETSID() : 0;
                check("posix_spawnattr_setflags",
                        LibcProcesses.attributesSetFlags(attributes.address(), libc.POSIX_SPAWN_SETSIGMASK() + session));
                check("posix_spawnattr_setsigmask",
                        LibcProcesses.attributesSetMask(attributes.address(), blocked.address()));
                for (int i = 0; i < from.length; i++) {
                    check("posix_spawn_file_actions_adddup2",
                            LibcProcesses.actionsAddDup2(actions.address(), from[i], to[i]));
                }
                int error = LibcProcesses.spawn(pid.address(), path.address(), actions.address(), attributes.address(),
                        argv.address(), envp.address());
                if (error != 0) {
                    throw new PosixException("exec", new Errno(error), PosixException.quote(executable));
                }
                return new Pid(pid.getInt(0));
            } finally {
                LibcProcesses.actionsDestroy(actions.address());
                LibcProcesses.attributesDestroy(attributes.address());
            }
        }
    }

    private static void check(String call, int error) throws PosixException {
        if (error != 0) {
            throw new PosixException(call, new Errno(error), "");
        }
    }
}
