package zdaemon.process;

import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.PosixSpawn;

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
     * @throws PosixException when it could not: EAGAIN, ENOMEM, or what execve(2) says
     */
    public static Pid spawn(SpawnPlan plan) throws PosixException {
        int[] from = new int[plan.kept().size() + 3];
        int[] to = new int[from.length];
        for (int i = 0; i < plan.kept().size(); i++) {
            from[i] = plan.kept().get(i);
            to[i] = from[i];
        }
        int[] streams = {plan.stdin(), plan.stdout(), plan.stderr()};
        for (int i = 0; i < streams.length; i++) {
            from[plan.kept().size() + i] = streams[i];
            to[plan.kept().size() + i] = i;
        }
        return PosixSpawn.spawn(plan.executable(), plan.arguments(), plan.environment(), plan.newSession(), plan.mask(),
                from, to);
    }
}
