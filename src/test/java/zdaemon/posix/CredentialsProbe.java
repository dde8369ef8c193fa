package zdaemon.posix;

import java.util.List;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;

/** Run as root by {@link AccountsTest}: becomes nobody, tells who it is, and tries to go back. */
final class CredentialsProbe {
    private CredentialsProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) throws PosixException {
        Credentials.assume(Accounts.byName("nobody").orElseThrow());
        System.out.println(Credentials.effectiveUid() + " " + Credentials.effectiveGid());
        try (Spawner spawner = new Spawner()) {
            SpawnPlan plan = SpawnPlan.of("/usr/bin/id", List.of("id", "-G"), List.of());
            Processes.await(spawner.spawnPatiently(plan, 5_000_000_000L, 5).pid());
        }
        try {
            Credentials.assume(new Account("root", 0, 0, "/", ""));
            System.out.println("root again");
        } catch (PosixException e) {
            System.out.println(e.getMessage());
        }
    }
}
