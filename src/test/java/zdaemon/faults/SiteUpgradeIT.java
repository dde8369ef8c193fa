package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Running;
import zdaemon.e2e.Site;
import zdaemon.e2e.Wire;

/** Another release in place of the manager of twenty programs, each of them in another phase; and a manager that fails itself. */
@Behaviour(Paragraph.UPGRADE_MANY)
@EndToEnd
class SiteUpgradeIT {
    private static final String SLEEP = "sleep 1000";
    private static final int LINES = 60_000;
    private static final int WORDS = 1_900_000;

    private static Site twenty(Site site) {
        site.sandbox.write("count", "i=0; while [ $i -lt " + LINES + " ]; do i=$((i + 1)); echo $i; done; exec sleep 1000");
        site.sandbox.write("once", "test -e go && exec sleep 1000; exit 7");
        site.sandbox.write("job", "while ! test -e go; do sleep 0.05; done");
        return site.write("",
                runner("writer", "sh count", "instances 3", "transcript {name}.{instance}.log"),
                runner("sleep", SLEEP, "instances 4"),
                runner("adopted", SLEEP),
                runner("starting", SLEEP, "start-seconds 60"),
                runner("testing", SLEEP, "start-test-program test -e go"),
                runner("waiting", SLEEP, "needs testing"),
                runner("delayed", "sh once", "forever on", "backoff-limit 3"),
                runner("stopping", site.sandbox.script("slow-to-die") + " 3", "transcript stopping.log"),
                runner("done", "true", "oneshot on"),
                runner("job", "sh job", "oneshot on"),
                runner("after", SLEEP, "needs job"),
                runner("failed", "false", "backoff-limit 1"),
                runner("down", SLEEP, "instances 2"),
                runner("never", SLEEP, "autostart off"));
    }

    @Test
    void eachGoesOnWhereItWas(Site site) throws IOException {
        Running start = twenty(site).launch("start");
        site.are("running running starting testing waiting done running waiting failed running running",
                "writer.1", "adopted", "starting", "testing", "waiting", "done", "job", "after", "failed", "down.1", "down.2");
        site.killManager();
        until("a manager is there again", () -> site.ask("status").exit() != 3);
        until("it is ready to be stopped", () -> site.sandbox.lines("stopping.log").contains("ready"));
        site.ask("stop", "down").exits(0);
        Running stop = site.launch("stop", "stopping");
        Running restart = site.launch("restart", "starting");
        site.are("stopping starting down down down failed", "stopping", "starting", "down.1", "down.2", "never", "failed");
        until("it has a delay", () -> site.states("delayed").equals("delayed"));
        List<String> pids = pids(site);
        Proc manager = site.manager();
        for (int i = 0; i < 2; i++) {
            site.ask("upgrade").quietly().exits(0).prints("daemon manager upgraded, pid=" + manager.pid() + "\n");
        }
        assertEquals(pids, pids(site));
        assertEquals("starting testing waiting done running waiting failed down",
                site.states("starting", "testing", "waiting", "done", "job", "after", "failed", "never"));
        assertTrue(site.messages().stream().filter(line -> line.equals("INFO daemon manager upgraded")).count() == 2);
        stop.finish().exits(0);
        assertEquals("down", site.states("stopping"));
        site.sandbox.write("go", "");
        site.are("running running done running running down", "testing", "waiting", "job", "after", "delayed", "stopping");
        assertTrue(restart.alive(), "who waits goes on waiting");
        restart.abandon();
        start.abandon();
        Proc sleep = site.program("sleep.1");
        sleep.kill("KILL");
        site.programAfter("sleep.1", sleep);
        areWhole(site);
        site.stop();
    }

    /** Of those whose process is to stay. */
    private static List<String> pids(Site site) throws IOException {
        return site.table().values().stream().filter(row -> !List.of("delayed", "stopping").contains(row.name()))
                .map(row -> row.name() + " " + row.pid()).toList();
    }

    private static void areWhole(Site site) {
        String all = Kernel.numbers(LINES);
        for (int i = 1; i <= 3; i++) {
            String log = "writer." + i + ".log";
            until("all is there", () -> Files.size(site.sandbox.path(log)) >= all.length());
            assertEquals(all, site.sandbox.read(log), "not a byte lost or doubled");
        }
    }

    /** Its memory does not suffice for what it is handed: it begins anew, and the second time it makes way for another. */
    @Test
    void aManagerThatFailsTakesNobodyWithIt(Site site) throws IOException {
        site.sandbox.write("go", "");
        Running start = twenty(site).launch("start");
        site.are("running running starting done running running", "writer.1", "waiting", "starting", "job", "after", "delayed");
        List<String> pids = pids(site);
        Proc manager = site.manager();
        exhaust(site);
        site.logged("INFO daemon manager begun anew");
        assertEquals(pids, pids(site));
        assertEquals(manager, site.manager());
        start.abandon();
        exhaust(site);
        Daemon.gone(manager);
        site.ask("status").exits(1);
        assertEquals(pids, pids(site));
        areWhole(site);
        site.stop();
    }

    private static void exhaust(Site site) throws IOException {
        String record = "zdaemon-fleet 2\n" + "p=\n".repeat(WORDS);
        try (Wire wire = new Wire(site.socket())) {
            assertEquals("", wire.send("update " + record.length() + "\n" + record).replyDespiteReset());
        }
    }
}
