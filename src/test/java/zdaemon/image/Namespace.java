package zdaemon.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import zdaemon.e2e.Tool;

/** A view of the file system of one's own, where something else may be mounted: mount_namespaces(7). */
final class Namespace {
    /** Runs a shell script in one; as root, or as one who takes himself for root. */
    static final String SHELL = "exec unshare " + (Tool.root() ? "--mount" : "--mount --map-root-user") + " sh -c ";

    private Namespace() {
    }

    /** Skips the test where there is no such thing. */
    static void assumeMounts() {
        assumeTrue(Tool.which("unshare") != null, "no unshare on this machine");
        try {
            assumeTrue(new ProcessBuilder("sh", "-c", SHELL + "'mount --bind / /'").start().waitFor() == 0,
                    "no mount namespaces for this user");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
