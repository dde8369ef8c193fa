package zdaemon.process;

import java.util.List;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.PosixException;

/** Run as root by {@link SpawnFailureTest}: becomes nobody and tries to run a program as root. */
final class UserProbe {
    private UserProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        SpawnPlan plan = SpawnPlan.of("/bin/true", List.of("true"), List.of()).asUser(Accounts.byUid(0).orElseThrow());
        Credentials.assume(Accounts.byName("nobody").orElseThrow());
        System.out.println(Spawner.explain(Run.failure(plan), plan));
    }
}
