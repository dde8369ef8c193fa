package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import zdaemon.posix.PosixException;

/**
 * Many starts in a JVM run as the manager is: none may be lost, hang or leave a descriptor. In a JVM of its own,
 * because the one that runs the tests has more threads.
 */
class SpawnSoakTest {
    private static void soak(int starts, int startsPerCollection) throws PosixException {
        String result = TestJvm.output(SpawnSoak.class, Integer.toString(starts),
                Integer.toString(startsPerCollection));
        System.out.print(result);
        assertTrue(result.startsWith("soak: " + starts
                + " starts, 0 silent and retried, 0 lost, 0 descriptors leaked, "));
    }

    @Test
    void startsHundreds() throws PosixException {
        soak(500, 0);
    }

    @Test
    @Tag("soak")
    void startsThousandsAmidGarbageCollections() throws PosixException {
        soak(20_000, 4);
    }
}
