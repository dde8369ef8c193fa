package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Running;
import zdaemon.e2e.Wire;

/** Another release of the manager in place of the running one. The same release stands for the other one. */
@EndToEnd
class UpgradeIT {
    /** What a trial is to say. */
    private static final String ANSWER = "for word; do case $word in challenge=*) echo \"zdaemon understands "
            + "$(printf %s \"${word#challenge=}\" | rev)\";; esac; done\n";

    private static final String SLEEP = "exec sleep 1000";

    private static Daemon configure(Daemon daemon, String script, String... lines) {
        daemon.sandbox.write("program", "#!/bin/sh\n" + script + "\n").toFile().setExecutable(true);
        return daemon.runs("./program", lines);
    }

    private static void upgrade(Daemon daemon) {
        Proc manager = daemon.manager();
        long before = upgrades(daemon);
        daemon.ask("upgrade").quietly().exits(0).prints("daemon manager upgraded, pid=" + manager.pid() + "\n");
        assertEquals(before + 1, upgrades(daemon));
        assertEquals(manager, daemon.manager());
    }

    private static long upgrades(Daemon daemon) {
        return daemon.messages().stream().filter(message -> message.equals("INFO daemon manager upgraded")).count();
    }

    private static String request(String... words) {
        StringBuilder request = new StringBuilder("upgrade");
        for (String word : words) {
            request.append(' ').append(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
        }
        return request.toString();
    }

    @Test
    void programOutputAndClientsNoticeNothing(Daemon daemon) throws IOException {
        int lines = 100_000;
        Proc program = configure(daemon, "i=0; while [ $i -lt " + lines + " ]; do i=$((i + 1)); echo $i; done; " + SLEEP)
                .start();
        Map<String, String> before = daemon.status();
        Running wait = daemon.launch("wait");
        for (int round = 0; round < 3; round++) {
            Running upgrade = daemon.launch("upgrade");
            do {
                daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
            } while (upgrade.alive());
            upgrade.finish().quietly().exits(0);
        }
        assertEquals(3, upgrades(daemon));
        Map<String, String> after = daemon.status();
        for (String key : before.keySet()) {
            assertTrue(key.equals("now") || before.get(key).equals(after.get(key)), key);
        }
        String all = Kernel.numbers(lines);
        until("all is there", () -> Files.size(daemon.sandbox.path("log")) >= all.length());
        assertEquals(all, daemon.sandbox.read("log"), "not a byte lost or doubled");
        assertTrue(wait.alive(), "who waits goes on waiting");
        Proc manager = daemon.manager();
        int descriptors = manager.descriptors().size();
        upgrade(daemon);
        assertEquals(descriptors, manager.descriptors().size(), manager.descriptors()::toString);
        daemon.stop();
        wait.finish().exits(0);
        assertFalse(program.alive());
        assertEquals(List.of("conf", "events", "log", "program"), daemon.sandbox.list());
    }

    @Test
    void theOldReleaseGoesOnIfTheOtherOneDoesNotStart(Daemon daemon) throws IOException {
        Proc program = configure(daemon, SLEEP).start();
        for (String[] broken : List.of(
                new String[] {"/no/such/java", "java"},
                new String[] {"/bin/false", "false"},
                new String[] {"/bin/sh", "sh", "-c", "echo no such option >&2; exit 1"})) {
            String reply = Wire.ask(daemon.socket(), request(broken));
            assertTrue(reply.startsWith("Upgrade failed: the other release does not start"), reply);
            assertTrue(program.alive());
        }
        // Content with everything, but no manager.
        for (String[] other : List.of(new String[] {"/bin/true", "true"}, new String[] {"/bin/echo", "echo"})) {
            assertEquals("Upgrade failed: '" + other[0] + "' is no daemon manager, or not one of this release or a later one\n",
                    Wire.ask(daemon.socket(), request(other)));
            assertTrue(program.alive());
        }
        assertEquals("Usage: upgrade FILE WORD...\n", Wire.ask(daemon.socket(), "upgrade"));
        assertEquals("Upgrade failed: the command is not hexadecimal\n", Wire.ask(daemon.socket(), "upgrade x y"));
        upgrade(daemon);
        daemon.stop();
    }

    /** What passes the trial and then is not there any more. */
    @Test
    void theOldReleaseGoesOnIfTheOtherOneCannotBeExecuted(Daemon daemon) throws IOException {
        Proc program = configure(daemon, SLEEP).start();
        String vanishing = daemon.sandbox.write("vanishing", "#!/bin/sh\n" + ANSWER + "rm \"$0\"\n").toString();
        daemon.sandbox.path("vanishing").toFile().setExecutable(true);
        String reply = Wire.ask(daemon.socket(), request(vanishing, "java"));
        assertEquals("Upgrade failed: can't exec '" + vanishing + "': No such file or directory\n", reply);
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        upgrade(daemon);
        daemon.stop();
    }

    @Test
    void itsChildIsStillItsChild(Daemon daemon) {
        Proc program = configure(daemon, "trap 'exit 2' USR1; while :; do sleep 0.1; done").start();
        upgrade(daemon);
        Proc manager = daemon.manager();
        daemon.ask("kill", "USR1").exits(0);
        daemon.logged("INFO pid " + program.pid() + ": exit status 2; exiting now");
        Daemon.gone(manager);
    }

    @Test
    void aDelayAndItsCounterGoOn(Daemon daemon) throws IOException {
        configure(daemon, "test -e once && " + SLEEP + "; exit 7", "backoff-limit 3", "forever on");
        Running start = daemon.launch("start");
        until("there is a long delay", () -> daemon.status().get("backoff").equals("2"));
        double delay = Double.parseDouble(daemon.status().get("delay"));
        daemon.sandbox.write("once", "");
        upgrade(daemon);
        double lasttime = Double.parseDouble(Wire.status(daemon.socket()).get("lasttime"));
        until("the delay is over", () -> daemon.status().get("status").equals("running"));
        double started = Double.parseDouble(daemon.status().get("lasttime"));
        // The upgrade may have taken longer than what was left of the delay; never is it cut short.
        assertTrue(delay == 0 || started >= delay - 0.05 || lasttime == started, started + " instead of " + delay);
        start.finish().exits(0);
        daemon.stop();
    }

    @Test
    void aStopUnderWayGoesOn(Daemon daemon) {
        Proc program = configure(daemon, "trap 'echo term' TERM; while :; do sleep 0.1; done", "stop-timeout 4").start();
        Running stop = daemon.launch("stop");
        daemon.printed("term");
        upgrade(daemon);
        Daemon.stopped(stop.finish());
        assertFalse(program.alive());
        assertTrue(daemon.messages().contains("INFO pid " + program.pid() + ": terminated by SIGKILL"));
    }

    @Test
    void anAdoptedProgramStaysAdopted(Daemon daemon) {
        Proc program = configure(daemon, SLEEP).start();
        Proc manager = daemon.manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        daemon.ask("status").quietly().exits(0);
        upgrade(daemon);
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        program.kill("KILL");
        daemon.programAfter(program);
        daemon.stop();
    }

    @Test
    void aManagerThatIsKilledAfterwardsIsSucceeded(Daemon daemon) {
        Proc program = configure(daemon, SLEEP).start();
        upgrade(daemon);
        Proc manager = daemon.manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        daemon.ask("status").quietly().exits(0).prints("program running; pid=" + program.pid() + "\n");
        daemon.stop();
    }

    @Test
    void nothingToUpgrade(Daemon daemon) {
        configure(daemon, SLEEP).ask("upgrade").quietly().exits(0).prints(Daemon.NOT_RUNNING);
    }

    @Test
    void twoAtOnce(Daemon daemon) {
        Proc program = configure(daemon, SLEEP).start();
        List<Running> upgrades = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            upgrades.add(daemon.launch("upgrade"));
        }
        // Whoever comes while one is under way is told so; whoever comes after it upgrades once more.
        long done = upgrades.stream().map(Running::finish).filter(result -> result.exit() == 0
                || !result.complainsAbout("another upgrade is under way").err().isEmpty())
                .filter(result -> result.exit() == 0).count();
        assertEquals(done, upgrades(daemon));
        assertTrue(done > 0);
        daemon.ask("status").quietly().prints("program running; pid=" + program.pid() + "\n");
        daemon.stop();
    }
}
