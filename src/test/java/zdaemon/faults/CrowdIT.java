package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Wire;

/** Many clients, and bad ones: a good one is served all the same. */
@EndToEnd
class CrowdIT {
    private static final int CROWD = 500;
    private static final int QUICK = 300;
    private static final int ROUNDS = 60;
    private static final long MEMORY_KB = 8192;
    private static final double MARGIN_MS = 1000;

    private final List<SocketChannel> crowd = new ArrayList<>();

    @AfterEach
    void goHome() throws IOException {
        for (SocketChannel one : crowd) {
            one.close();
        }
    }

    @Test
    void idleOnes(Daemon daemon) throws IOException {
        Proc manager = startWithCrowd(daemon);
        long before = Kernel.resident(manager);
        Figures.note("with %d idle connections: status in %.1f ms (median), %.1f ms (worst)"
                .formatted(CROWD, medianMillis(daemon), worst));
        bounded(manager, before);
    }

    /** All of them together send five hundred bytes a second, each of which wakes the manager. */
    @Test
    void onesThatSendAByteASecond(Daemon daemon) throws IOException {
        Proc manager = startWithCrowd(daemon);
        long before = Kernel.resident(manager);
        double[] answers = new double[ROUNDS];
        long begin = System.nanoTime();
        int sent = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long due = (System.nanoTime() - begin) / (1_000_000_000L / CROWD);
            for (; sent < due; sent++) {
                crowd.get(sent % CROWD).write(ByteBuffer.wrap(new byte[] {'s'}));
            }
            answers[round] = millis(daemon);
        }
        Arrays.sort(answers);
        Figures.note("with %d that send a byte a second: status in %.1f ms (median), %.1f ms (worst)"
                .formatted(CROWD, answers[ROUNDS / 2], answers[ROUNDS - 1]));
        assertTrue(answers[ROUNDS / 2] < MARGIN_MS, () -> Arrays.toString(answers));
        bounded(manager, before);
    }

    @Test
    void onesThatNeverReadTheReply(Daemon daemon) throws IOException {
        Proc manager = startWithCrowd(daemon);
        long before = Kernel.resident(manager);
        for (SocketChannel one : crowd) {
            one.write(ByteBuffer.wrap("help\n".getBytes()));
        }
        Figures.note("with %d that never read: status in %.1f ms (median), %.1f ms (worst)"
                .formatted(CROWD, medianMillis(daemon), worst));
        bounded(manager, before);
    }

    /** As many as there are places for: the one who waited longest without finishing makes room. */
    @Test
    void moreThanThereAreDescriptorsFor(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        daemon.start();
        Proc manager = daemon.manager();
        Kernel.limit(manager, "nofile", "64");
        gather(daemon, 200);
        assertTrue(medianMillis(daemon) < MARGIN_MS);
        daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        assertTrue(manager.alive());
    }

    /** They come while the manager has no time for them, and must all find a place in its queue; none of them waits for one. */
    @Test
    void threeHundredAtOnce(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        daemon.start();
        Proc manager = daemon.manager();
        manager.kill("STOP");
        try {
            for (int i = 0; i < QUICK; i++) {
                SocketChannel one = SocketChannel.open(StandardProtocolFamily.UNIX);
                crowd.add(one);
                one.configureBlocking(false);
                assertTrue(one.connect(UnixDomainSocketAddress.of(daemon.socket())));
                one.write(ByteBuffer.wrap("status\n".getBytes()));
            }
        } finally {
            manager.kill("CONT");
        }
        assertEquals("running", daemon.status().get("status"));
        for (SocketChannel one : crowd) {
            one.configureBlocking(true);
            ByteBuffer reply = ByteBuffer.allocate("status=running\n".length());
            while (reply.hasRemaining() && one.read(reply) >= 0) {
                // A reply may come in pieces.
            }
            assertEquals("status=running\n", new String(reply.array()));
        }
    }

    /** The kernel lets nobody wait for more descriptors than he may have. */
    @Test
    void moreThanTheLimitAllowsToWaitFor(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        gather(daemon, 200);
        assertEquals("running", daemon.status().get("status"));
        Kernel.limit(manager, "nofile", "64");
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        assertTrue(manager.alive());
    }

    /** Those who only wait are no reason to have others wait, or to give the program up. */
    @Test
    void moreWhoWaitThanThereAreDescriptorsFor(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        Kernel.limit(manager, "nofile", "64");
        List<Wire> waiting = new ArrayList<>();
        try {
            for (int i = 0; i < 90; i++) {
                waiting.add(new Wire(daemon.socket()).send("await down\n"));
            }
            assertTrue(waiting.get(89).reply().startsWith("Unknown command 'await'"));
            daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
            program.kill("KILL");
            daemon.programAfter(program);
            assertTrue(manager.alive());
            daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
        } finally {
            for (Wire one : waiting) {
                one.close();
            }
        }
    }

    /** Replies are bounded all together: 440 of them with 330 KB of arguments each once killed the manager, and the program. */
    @Test
    void onesThatDoNotReadALongReply(Daemon daemon) throws IOException {
        daemon.runs(sleeper(daemon) + " " + "x".repeat(110_000) + " " + "y".repeat(110_000) + " " + "z".repeat(110_000));
        Proc program = daemon.start();
        Proc manager = daemon.manager();
        gather(daemon, 440);
        for (SocketChannel one : crowd) {
            one.write(ByteBuffer.wrap("status\n".getBytes()));
        }
        assertEquals("running", daemon.status().get("status"));
        assertTrue(manager.alive());
        assertTrue(program.alive());
    }

    /** A byte that is no character takes six in a reply; a client must take as much as a manager may send. */
    @Test
    void argumentsThatDoNotPrint(Daemon daemon) throws IOException {
        String word = " " + "\u0001".repeat(100_000);
        daemon.runs(sleeper(daemon) + word.repeat(11));
        Proc program = daemon.start();
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.ask("stop").quietly().exits(0).matches(Daemon.STOPPED);
    }

    /** Nobody is cut off by those who come later. */
    @Test
    void slowButHonestOnesAreServedInTheEnd(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        daemon.start();
        List<Wire> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                slow.add(new Wire(daemon.socket()).send("sta"));
            }
            Wire waiting = new Wire(daemon.socket()).send("await down\n");
            slow.add(waiting);
            for (int i = 0; i < 50; i++) {
                assertTrue(slow.get(i).send("tus\n").reply().startsWith("status=running\n"));
            }
            Wire.ask(daemon.socket(), "stop");
            assertEquals("", waiting.reply());
        } finally {
            for (Wire one : slow) {
                one.close();
            }
        }
    }

    /** Sleeps whatever its arguments are. */
    private static String sleeper(Daemon daemon) {
        return daemon.sandbox.write("sleeper", "#!/bin/sh\nexec sleep 100\n").toFile().setExecutable(true)
                ? daemon.sandbox.path("sleeper").toString() : "";
    }

    private double worst;

    private Proc startWithCrowd(Daemon daemon) throws IOException {
        daemon.runs("sleep 100");
        daemon.start();
        gather(daemon, CROWD);
        return daemon.manager();
    }

    private void gather(Daemon daemon, int size) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(daemon.socket());
        for (int i = 0; i < size; i++) {
            crowd.add(SocketChannel.open(address));
        }
    }

    /** What a good client experiences. */
    private double medianMillis(Daemon daemon) throws IOException {
        double[] answers = new double[ROUNDS];
        for (int i = 0; i < ROUNDS; i++) {
            answers[i] = millis(daemon);
        }
        Arrays.sort(answers);
        worst = answers[ROUNDS - 1];
        return answers[ROUNDS / 2];
    }

    private static double millis(Daemon daemon) throws IOException {
        long begin = System.nanoTime();
        assertEquals("running", daemon.status().get("status"));
        return (System.nanoTime() - begin) / 1e6;
    }

    private static void bounded(Proc manager, long before) {
        long grown = Kernel.resident(manager) - before;
        Figures.note("  and the manager's memory grew by " + grown + " kB");
        assertTrue(grown < MEMORY_KB, () -> "the manager's memory grew by " + grown + " kB");
    }
}
