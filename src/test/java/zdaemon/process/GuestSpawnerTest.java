package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.posix.WaitStatus;

/** Real programs, started without a fork of ours. */
@Timeout(60)
class GuestSpawnerTest {
    private static final String SHELL = "/bin/sh";

    private static SpawnPlan shell(String command, String... more) {
        List<String> words = new ArrayList<>(List.of("sh", "-c", command));
        words.addAll(List.of(more));
        return SpawnPlan.of(SHELL, words, List.of("PATH=/usr/bin:/bin", "COLOUR=blue"));
    }

    private static String output(SpawnPlan plan) throws PosixException {
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0); Fd output = MemoryFile.of(new byte[0])) {
            Pid pid = GuestSpawner.spawn(plan.withStreams(nothing.number(), output.number(), output.number()));
            assertEquals(new WaitStatus.Exited(0), Processes.await(pid));
            return NativeString.decode(Run.content(output));
        }
    }

    @Test
    void wordsEnvironmentAndStreamsAreThePlans() throws PosixException {
        assertEquals("a b||blue\nerror\n", output(shell("echo \"$0|$1|$COLOUR\"; cat; echo error >&2", "a b", "")));
    }

    @Test
    void descriptorsAreKept() throws PosixException {
        try (Fd text = MemoryFile.of("kept".getBytes(StandardCharsets.US_ASCII))) {
            assertEquals("kept", output(shell("cat /proc/self/fd/" + text.number()).keeping(List.of(text.number()))));
        }
    }

    @Test
    void leadsASessionWhenAskedTo() throws PosixException {
        String pidAndSession =
                "read -r pid _ _ _ _ session _ < /proc/$$/stat; [ $pid = $session ] && echo leads || echo follows";
        assertEquals("leads\n", output(shell(pidAndSession).inNewSession()));
        assertEquals("follows\n", output(shell(pidAndSession)));
    }

    /** No shell between, for some open the mask. */
    @Test
    void startsWithThePlansMask() throws PosixException {
        List<String> words = List.of("sed", "-n", "s/^SigBlk:\\t0*//p", "/proc/self/status");
        SpawnPlan shows = SpawnPlan.of("/bin/sed", words, List.of());
        assertEquals("1\n", output(shows.withMask(SignalSet.of(Signal.HUP))));
        SignalSet before = Signals.blocked();
        Signals.block(SignalSet.of(Signal.HUP));
        try {
            assertEquals("\n", output(shows));
        } finally {
            Signals.setMask(before);
        }
    }

    @Test
    void saysWhyItCannot() {
        PosixException e = assertThrows(PosixException.class,
                () -> GuestSpawner.spawn(SpawnPlan.of("/no/such", List.of("x"), List.of())));
        assertEquals("can't exec '/no/such': No such file or directory", e.getMessage());
    }
}
