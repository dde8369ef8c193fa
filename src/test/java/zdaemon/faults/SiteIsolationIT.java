package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Site;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Wire;

/** One program of many does its worst; the others, and clients, are served all the same. */
@Behaviour(Paragraph.APART)
@EndToEnd
class SiteIsolationIT {
    private static final int ROUNDS = 15;
    /** 100 ms are promised (programs §3); how much it is, the benchmark tells; here nobody is to be kept waiting for another's sake. */
    private static final double MARGIN_MS = 2000;

    @Test
    void oneThatFloodsOneThatForksAndOneThatCrashesDelayNobody(Site site) throws IOException {
        site.sandbox.write("fork", "i=0; while [ $i -lt 500 ]; do sleep 1000 & i=$((i + 1)); done; echo all > forked; wait");
        site.write("",
                runner("flood", site.sandbox.script("flood"), "transcript flood.log", "autostart off"),
                runner("forks", "sh fork", "autostart off", "stop-scope all"),
                runner("crashes", "false", "autostart off", "backoff-limit 0"),
                runner("steady", "sleep 1000", "instances 10", "backoff-limit 0"));
        site.ask("start").quietly().exits(0);
        measure(site, "alone");
        site.ask("start", "crashes").exits(0);
        measure(site, "beside one that crashes without end");
        assertTrue(site.row("crashes").restarts() > ROUNDS);
        site.ask("start", "forks").quietly().exits(0);
        measure(site, "and one that forks 500");
        until("it has forked", () -> Files.exists(site.sandbox.path("forked")));
        site.ask("start", "flood").quietly().exits(0);
        measure(site, "and one that floods");
        site.ask("stop", "flood").quietly().exits(0);
        Files.delete(site.sandbox.path("flood.log"));
        measure(site, "without it");
        site.stop();
    }

    private static void measure(Site site, String when) throws IOException {
        double[] answers = new double[ROUNDS];
        double[] restarts = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            String name = "steady." + (1 + round % 10);
            long begin = System.nanoTime();
            String pid = application(site, name);
            answers[round] = (System.nanoTime() - begin) / 1e6;
            assertTrue(!pid.equals("0"), name);
            begin = System.nanoTime();
            Proc.of(Long.parseLong(pid)).kill("KILL");
            until(name + " runs again", () -> {
                String next = application(site, name);
                return !next.equals("0") && !next.equals(pid);
            });
            restarts[round] = (System.nanoTime() - begin) / 1e6;
        }
        Arrays.sort(answers);
        Arrays.sort(restarts);
        Figures.note("%s: answers within %.1f ms (median), %.1f ms (worst); restarts within %.1f ms, %.1f ms".formatted(when,
                answers[ROUNDS / 2], answers[ROUNDS - 1], restarts[ROUNDS / 2], restarts[ROUNDS - 1]));
        assertTrue(answers[ROUNDS / 2] < MARGIN_MS && restarts[ROUNDS / 2] < MARGIN_MS,
                () -> when + ": " + Arrays.toString(answers) + " " + Arrays.toString(restarts));
    }

    /** As {@code table} says: status looks for descendants too, which is work for a manager of one that has hundreds. */
    private static String application(Site site, String name) throws IOException {
        for (String line : Wire.ask(site.socket(), "table " + name).split("\n", -1)) {
            if (line.startsWith("row\t")) {
                return line.split("\t", -1)[3];
            }
        }
        return "0";
    }

    @Test
    void oneWhoseDiskIsFullWaitsAlone(Site site) throws IOException {
        Kernel.require("unshare");
        String flags = Tool.root() ? "-m" : "-rm";
        assumeTrue(Kernel.succeeds("unshare", flags, "mount", "-t", "tmpfs", "none", "/mnt"),
                "this user may not mount anything in a namespace");
        String all = Kernel.numbers(300_000);
        Files.createDirectory(site.sandbox.path("disk"));
        site.write("",
                runner("full", "seq 1 300000", "exit-codes 0", "transcript disk/log"),
                runner("steady", "sleep 1000", "instances 10", "backoff-limit 0"),
                runner("writer", "seq 1 300000", "exit-codes 0", "transcript writer.log", "autostart off"));
        site.sandbox.shell("exec unshare " + flags + " sh -c 'mount -t tmpfs -o size=2m none disk && head -c 1m /dev/zero > "
                + "disk/ballast && exec \"$0\" -Cconf start' \"$ZDAEMON\"").quietly().exits(0);
        until("the manager knows that the disk is full", () -> Wire.ask(site.socket(), "@full status")
                .contains("transcript_error=\"No space left on device") || Wire.ask(site.socket(), "@full status")
                .contains("No space left on device"));
        Path root = Path.of("/proc/" + site.manager().pid() + "/root");
        measure(site, "beside one whose disk is full");
        site.ask("start", "writer").quietly().exits(0);
        until("another one's output is there", () -> Files.size(site.sandbox.path("writer.log")) >= all.length());
        assertEquals(all, site.sandbox.read("writer.log"));
        Files.delete(root.resolve(site.sandbox.path("disk/ballast").toString().substring(1)));
        Path log = root.resolve(site.sandbox.path("disk/log").toString().substring(1));
        until("all is there", () -> Files.size(log) >= all.length());
        assertEquals(all, Files.readString(log));
        site.stop();
    }

    /** Who knows nothing of many programs is told what to do. */
    @Behaviour(Paragraph.OTHER_FILES)
    @Test
    void oldClientsGetAClearReply(Site site) throws IOException {
        site.write("", runner("one", "sleep 1000"), runner("two", "sleep 1000"));
        site.ask("start").quietly().exits(0);
        Proc one = site.program("one");
        for (String request : new String[] {"status", "start", "stop", "restart", "kill 15", "await down", "apply 3\nxyz"}) {
            String verb = request.split("[ \n]", -1)[0];
            String reply = Wire.ask(site.socket(), request);
            assertTrue(reply.contains("Several programs here: put @NAME in front of '" + verb + "', or ask 'table'"), reply);
        }
        assertEquals("Unknown program 'three'; 'table' for a list\n", Wire.ask(site.socket(), "@three status"));
        assertTrue(Wire.ask(site.socket(), "table three").startsWith("unknown\tthree\t"));
        // A command with the file of one program meets it at its socket.
        site.sandbox.write("single", "<runner>\n  program sleep 1000\n  socket-name zdsock\n</runner>\n");
        for (String action : new String[] {"status", "start", "stop", "restart", "kill", "wait"}) {
            var result = site.sandbox.zdaemon("-Csingle", action);
            assertTrue(result.exit() != 0 && result.err().contains("everal programs"), result::toString);
        }
        assertEquals(one, site.program("one"));
        site.stop();
    }
}
