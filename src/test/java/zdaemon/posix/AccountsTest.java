package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.process.Run;
import zdaemon.process.TestJvm;

class AccountsTest {
    @Test
    void findsByNameAndNumber() throws PosixException {
        Account root = Accounts.byName("root").orElseThrow();
        Account daemon = Accounts.byName("daemon").orElseThrow();
        assertEquals(0, root.uid());
        assertEquals("root", root.name());
        assertTrue(root.home().startsWith("/"));
        assertTrue(root.shell().startsWith("/"));
        assertEquals(Optional.of(root), Accounts.byUid(0));
        assertEquals(Optional.of(daemon), Accounts.byUid(daemon.uid()));
        assertEquals(Optional.empty(), Accounts.byName("no such user"));
        assertEquals(Optional.empty(), Accounts.byUid(-2));
    }

    @Test
    void listsGroups() throws PosixException {
        Account root = Accounts.byName("root").orElseThrow();
        assertTrue(Arrays.stream(Accounts.groupsOf(root)).anyMatch(gid -> gid == root.gid()));
        String expected = Run.of("/usr/bin/id", "-G", "root").output();
        assertEquals(expected.trim().split(" ").length, Accounts.groupsOf(root).length);
    }

    @Test
    void knowsWhoItIs() throws PosixException {
        assertEquals(Run.of("/usr/bin/id", "-u").output(), Credentials.effectiveUid() + "\n");
        assertEquals(Run.of("/usr/bin/id", "-g").output(), Credentials.effectiveGid() + "\n");
    }

    @Test
    @Behaviour(Paragraph.USER)
    void rootBecomesAnotherForGood() throws PosixException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can become another user");
        Account nobody = Accounts.byName("nobody").orElseThrow();
        String id = Integer.toString(nobody.uid());
        String groups = Run.of("/usr/bin/id", "-G", "nobody").output();
        assertEquals(id + " " + nobody.gid() + "\n" + groups + "can't setgid to user 'root': Operation not permitted\n",
                TestJvm.output(CredentialsProbe.class));
    }

    @Test
    void othersCannot() {
        assumeTrue(Credentials.effectiveUid() != 0, "root can");
        assertEquals(Errno.EPERM, assertThrows(PosixException.class,
                () -> Credentials.assume(new Account("root", 0, 0, "/", ""))).errno());
    }
}
