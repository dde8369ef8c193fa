package zdaemon.posix;

import java.util.List;
import zdaemon.bindings.libc;

/**
 * Starts programs from a process that is not ours: its Java runtime compiles what it runs, on threads of its own, and a
 * child forked by {@link Spawner} just then waits for them for ever, more often than not. Here the child runs libc's
 * code alone, posix_spawn(3). It can do less: no umask, directory or user, and descriptors that others have left open
 * stay so.
 */
public final class GuestSpawner {
    private GuestSpawner() {}

    /**
     * Starts a program.
     *
     * @param plan what the process is to be: its command, environment, streams, other descriptors, session
     * @return the process, which executes the program
     * @throws PosixException when it could not: EAGAIN, ENOMEM, or what execve(2) says
     */
    public static Pid spawn(SpawnPlan plan) throws PosixException {
        try (Buffer path = Buffer.text(plan.executable());
                Buffer argv = StringVector.allocate(plan.arguments());
                Buffer envp = StringVector.allocate(plan.environment());
                Buffer mask = plan.mask().allocate();
                Buffer attributes = Buffer.allocate(Layout.POSIX_SPAWNATTR_SIZE);
                Buffer actions = Buffer.allocate(Layout.POSIX_SPAWN_FILE_ACTIONS_SIZE);
                Buffer pid = Buffer.allocate(Integer.BYTES)) {
            check("posix_spawnattr_init", LibcSpawn.attributesInit(attributes.address()));
            check("posix_spawn_file_actions_init", LibcSpawn.actionsInit(actions.address()));
            try {
                int session = plan.newSession() ? libc.POSIX_SPAWN_SETSID() : 0;
                check("posix_spawnattr_setflags",
                        LibcSpawn.attributesSetFlags(attributes.address(), libc.POSIX_SPAWN_SETSIGMASK() + session));
                check("posix_spawnattr_setsigmask",
                        LibcSpawn.attributesSetMask(attributes.address(), mask.address()));
                keep(plan.kept(), actions);
                redirect(plan.stdin(), libc.STDIN_FILENO(), actions);
                redirect(plan.stdout(), libc.STDOUT_FILENO(), actions);
                redirect(plan.stderr(), libc.STDERR_FILENO(), actions);
                int error = LibcSpawn.spawn(pid.address(), path.address(), actions.address(), attributes.address(),
                        argv.address(), envp.address());
                if (error != 0) {
                    throw new PosixException("exec", new Errno(error), PosixException.quote(plan.executable()));
                }
                return new Pid(pid.getInt(0));
            } finally {
                LibcSpawn.actionsDestroy(actions.address());
                LibcSpawn.attributesDestroy(attributes.address());
            }
        }
    }

    private static void keep(List<Integer> descriptors, Buffer actions) throws PosixException {
        for (int i = 0; i < descriptors.size(); i++) {
            redirect(descriptors.get(i), descriptors.get(i), actions);
        }
    }

    private static void redirect(int descriptor, int number, Buffer actions) throws PosixException {
        check("posix_spawn_file_actions_adddup2",
                LibcSpawn.actionsAddDup2(actions.address(), descriptor, number));
    }

    private static void check(String call, int error) throws PosixException {
        if (error != 0) {
            throw new PosixException(call, new Errno(error), "");
        }
    }
}
