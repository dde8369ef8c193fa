package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Many programs: which of them starts and stops when, and because of whom (programs §1, §2). */
@Behaviour(Paragraph.NEEDS)
@EndToEnd
class SiteOrderIT {
    private static final String SLEEP = "sleep 1000";

    /** Two needs in a row with a oneshot in between, order alone, and one that is only started on demand. */
    private static Site threeInARow(Site site) {
        return site.write("",
                runner("web", SLEEP, "instances 2", "needs migrate"),
                runner("migrate", "sh migrate", "oneshot on", "needs db", "backoff-limit 2"),
                runner("db", SLEEP, "start-test-program test -e ready"),
                runner("late", SLEEP, "after web"),
                runner("tool", SLEEP, "autostart off", "needs db"));
    }

    @Behaviour({Paragraph.NEEDS, Paragraph.AFTER, Paragraph.AUTOSTART, Paragraph.START_MANY, Paragraph.STOP_MANY, Paragraph.RESTART_MANY, Paragraph.STATUS_MANY, Paragraph.STATES})
    @Test
    void theyStartInTheOrderOfTheirNeedsAndStopTheOtherWayRound(Site site) throws IOException {
        Sandbox sandbox = site.sandbox;
        sandbox.write("migrate", "while ! test -e go; do sleep 0.05; done");
        threeInARow(site);
        Running start = site.launch("start");
        site.are("waiting waiting testing waiting down", "web.1", "migrate", "db", "late", "tool");
        assertEquals("waits: migrate", site.row("web.1").kind() + ": " + site.row("web.1").text());
        assertEquals("+db", site.order());
        sandbox.write("ready", "");
        site.are("waiting running running waiting", "web.2", "migrate", "db", "late");
        assertEquals("waits: web", site.row("late").kind() + ": " + site.row("late").text());
        Result status = site.ask("status").quietly().exits(1);
        assertTrue(status.out().contains("web.2     waiting   -      -        0         for migrate\n"), status.out());
        sandbox.write("go", "");
        Result started = start.finish().quietly().exits(0);
        started.matches("db: daemon process started, pid=\\d+\nmigrate: done\nweb.[12]: daemon process started, pid=\\d+\n"
                + "web.[12]: daemon process started, pid=\\d+\nlate: daemon process started, pid=\\d+\n");
        assertEquals("+db +migrate -migrate +web.1 +web.2 +late", site.order());
        assertTrue(site.messages().contains("INFO db: is started: by request")
                && site.messages().contains("INFO web.1: is started: migrate is done"), site.messages()::toString);
        status = site.ask("status").quietly().exits(0);
        assertTrue(status.out().matches("(?s).*\nmigrate   done      -      -        0         exit status 0, .*"
                + "\ntool      down      -      -        0\n"), status.out());

        Proc db = site.program("db");
        site.ask("start").quietly().exits(0).matches("db: already running; pid=" + db.pid() + "\nmigrate: done\n"
                + "web.1: already running; pid=\\d+\nweb.2: already running; pid=\\d+\nlate: already running; pid=\\d+\n");
        String before = site.order();
        // The transitive need goes through a oneshot that is done; what only comes after it is not touched.
        Proc late = site.program("late");
        site.ask("restart", "db").quietly().exits(0)
                .matches("db: daemon process restarted, pid=\\d+\n(web.[12]: daemon process restarted, pid=\\d+\n){2}");
        assertTrue(site.orderSince(before).matches("-web.[12] -web.[12] -db \\+db \\+web.1 \\+web.2"), site.orderSince(before));
        assertEquals(late, site.program("late"));
        // A crash touches nobody else.
        Proc web = site.program("web.1");
        site.program("db").kill("KILL");
        site.programAfter("db", db);
        assertEquals(web, site.program("web.1"));

        before = site.order();
        site.ask("start", "tool").quietly().exits(0);
        site.ask("stop", "db").quietly().exits(0);
        assertTrue(site.orderSince(before).matches("(-db )?\\+tool (-tool |-web.[12] ){3}-db|\\+tool.*-db"), site.orderSince(before));
        assertEquals("because: it needs db, which was stopped", site.row("web.1").kind() + ": " + site.row("web.1").text());
        assertEquals("down down done down running down", site.states("web.1", "web.2", "migrate", "db", "late", "tool"));
        site.ask("status").quietly().exits(0);
        // Started by name, it brings what it needs; the others stay as they were wished.
        site.ask("start", "tool").quietly().exits(0)
                .matches("db: daemon process started, pid=\\d+\ntool: daemon process started, pid=\\d+\n");
        assertEquals("down done running", site.states("web.1", "migrate", "tool"));
        before = site.order();
        site.stop();
        assertTrue(site.orderSince(before).matches("(-late -tool|-tool -late|-tool) -db( -late)?"), site.orderSince(before));
    }

    @Behaviour({Paragraph.NEEDS, Paragraph.AFTER, Paragraph.ONESHOT, Paragraph.STATES})
    @Test
    void oneThatIsGivenUpTakesThoseThatNeedItWithIt(Site site) throws IOException {
        site.sandbox.write("migrate", "echo run >> runs; test $(wc -l < runs) -ge 3 || exit 9");
        site.write("hang-around on",
                runner("migrate", "sh migrate", "oneshot on", "backoff-limit 2"),
                runner("web", SLEEP, "needs migrate"),
                runner("beside", SLEEP, "after migrate"));
        site.ask("start").exits(1).matches("(?s)(?=.*migrate: failed: .*exit status 9)(?=.*\nweb: failed: it needs migrate, "
                + "which has ended\n)(?=.*beside: daemon process started).*");
        assertEquals("failed down running", site.states("migrate", "web", "beside"));
        Result status = site.ask("status").quietly().exits(1);
        assertTrue(status.out().contains("\nmigrate   failed    -      -        1         restarting too frequently; quit: pid "),
                status.out());
        assertEquals("it needs migrate, which has ended", site.row("web").text());
        // Asked again, it is tried again, and what is needed comes first.
        site.ask("start", "web").quietly().exits(0).matches("migrate: done\nweb: daemon process started, pid=\\d+\n");
        site.ask("stop").quietly().exits(0);
        assertEquals("down", site.states("web"));
        Proc manager = site.manager();
        assertTrue(manager.alive(), "hang-around");
        site.ask("start", "beside").quietly().exits(0);
        assertEquals(manager, site.manager());
        Wire.ask(site.socket(), "exit");
        Daemon.gone(manager);
        site.leavesNothing();
    }

    /** A manager that has nothing to look after ends, unless it hangs around. */
    @Behaviour({Paragraph.SITE_SECTIONS, Paragraph.STOP_MANY, Paragraph.TARGETS})
    @Test
    void withoutAnythingToLookAfterItEnds(Site site) {
        site.write("", runner("one", SLEEP), runner("two", SLEEP), runner("three", "sh -c true", "oneshot on"));
        site.ask("start").quietly().exits(0);
        Proc manager = site.manager();
        site.ask("stop", "one").quietly().exits(0).prints("one: daemon process stopped\n");
        site.ask("status", "one").quietly().exits(0);
        assertTrue(manager.alive());
        site.ask("stop", "two").quietly().exits(0).prints("two: daemon process stopped\n");
        Daemon.gone(manager);
        site.leavesNothing();
        site.ask("status").quietly().exits(3).prints("daemon manager not running\n");
        site.ask("stop").quietly().exits(0).prints("daemon manager not running\n");
        site.ask("start", "thre").exits(2).refuses("unknown program 'thre'; did you mean 'three'?");
        assertFalse(Files.exists(site.socket()), "nothing was done");
    }

    @Behaviour(Paragraph.RESTART_MANY)
    @Test
    void oneAtATime(Site site) throws IOException {
        site.sandbox.write("web", "#!/bin/sh\nexec sleep 1000\n").toFile().setExecutable(true);
        site.write("", runner("web", "./web", "instances 3"), runner("db", SLEEP));
        site.ask("start").quietly().exits(0);
        String before = site.order();
        Proc db = site.program("db");
        site.ask("restart", "--rolling", "web").quietly().exits(0)
                .matches("web.1: daemon process restarted, pid=\\d+\nweb.2: .*\nweb.3: daemon process restarted, pid=\\d+\n");
        assertEquals("-web.1 +web.1 -web.2 +web.2 -web.3 +web.3", site.orderSince(before));
        assertEquals(db, site.program("db"));
        // It ends with the first one that does not come up.
        Proc third = site.program("web.3");
        site.sandbox.path("web").toFile().setExecutable(false);
        site.ask("restart", "--rolling", "web").exits(1).matches("(web.[123]: failed: the program is not restarted, and goes on "
                + "as it is: .*'./web'.*\n){3}");
        site.ask("restart").exits(1).matches("(?s)(?=.*db: daemon process restarted)(?=.*web.1: failed).*");
        assertEquals("running", site.states("web.1"));
        assertEquals(third, site.program("web.3"));
        site.stop();
    }

    @Behaviour(Paragraph.ORDERS_MANY)
    @Test
    void aSignalAndAReopenedTranscript(Site site) {
        site.write("", runner("one", site.sandbox.script("signals"), "transcript one.log"),
                runner("two", site.sandbox.script("signals"), "transcript two.log"));
        site.ask("start").quietly().exits(0);
        until("both are ready", () -> site.sandbox.lines("one.log").contains("ready")
                && site.sandbox.lines("two.log").contains("ready"));
        site.ask("kill", "USR1", "two").quietly().exits(0);
        until("it came to one", () -> site.sandbox.lines("two.log").contains("USR1"));
        assertFalse(site.sandbox.lines("one.log").contains("USR1"));
        site.sandbox.path("two.log").toFile().renameTo(site.sandbox.path("two.old").toFile());
        site.ask("reopen_transcript", "two").quietly().exits(0);
        site.ask("kill", "USR2").quietly().exits(0);
        until("it is in the new file", () -> site.sandbox.lines("two.log").contains("USR2"));
        until("and the other one's", () -> site.sandbox.lines("one.log").contains("USR2"));
        site.stop();
    }
}
