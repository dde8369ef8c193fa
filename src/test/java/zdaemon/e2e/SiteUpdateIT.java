package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** {@code update}: a running manager does what the file says now, or all is as before (programs §2). */
@Behaviour(Paragraph.UPDATE)
@EndToEnd
class SiteUpdateIT {
    private static final String SLEEP = "sleep 1000";

    /** Counts to 100,000 while updates go on, and stays. */
    private static String counter(Site site) {
        site.sandbox.write("count", "i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); echo $i; done; exec sleep 1000");
        return runner("counter", "sh count", "transcript counter.log");
    }

    private static void countedAll(Site site) {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= 100_000; i++) {
            all.append(i).append('\n');
        }
        until("all is there", () -> Files.size(site.sandbox.path("counter.log")) >= all.length());
        assertEquals(all.toString(), site.sandbox.read("counter.log"), "not a byte lost or doubled");
    }

    @Test
    void whatHasChangedIsDoneAndNobodyElseNotices(Site site) throws IOException {
        Sandbox sandbox = site.sandbox;
        String counter = counter(site);
        String conf = """
                <runner web>
                  program sleep 1000
                  needs db
                  instances 2
                  <environment>
                    SHARD %s
                  </environment>
                </runner>
                """;
        site.write("", counter, runner("db", SLEEP), conf.formatted("one"), runner("gone", SLEEP), runner("rules", SLEEP),
                runner("down", SLEEP, "autostart off"));
        site.ask("start").quietly().exits(0);
        Map<String, Site.Row> before = site.table();
        site.ask("update").quietly().exits(0).prints("= 7 unchanged\n");
        site.write("", counter, runner("db", SLEEP), conf.formatted("two"), runner("rules", SLEEP, "backoff-limit 7"),
                runner("down", SLEEP, "autostart off", "umask 077"), runner("new", SLEEP, "instances 2"));
        String plan = "! web.1: environment changed: restart\n! web.2: environment changed: restart\n"
                + "~ rules: backoff-limit changed: no restart\n! down: umask changed: not running\n+ new.1\n+ new.2\n- gone (stopped)\n= 2 unchanged\n";
        Result dry = site.ask("update", "--dry-run").quietly().exits(0);
        assertEquals(lines(plan), lines(dry.out()));
        assertEquals(before, site.table());
        Result update = site.ask("update").quietly().exits(0);
        assertEquals(lines(plan), lines(update.out()).stream().filter(line -> !line.contains("daemon process")).toList());
        assertTrue(update.out().contains("gone: daemon process stopped\n")
                && update.out().matches("(?s).*\nnew.2: daemon process started, pid=\\d+\n.*")
                && update.out().matches("(?s).*\nweb.2: daemon process restarted, pid=\\d+\n.*"), update.out());
        for (String same : List.of("counter", "db", "rules", "down")) {
            assertEquals(before.get(same).pid(), site.row(same).pid());
        }
        assertEquals("running running running running down", site.states("web.1", "web.2", "new.1", "new.2", "down"));
        assertTrue(site.program("web.1").environment().contains("SHARD=two"));
        assertNotEquals(before.get("web.1").pid(), site.row("web.1").pid());
        assertFalse(site.table().containsKey("gone"));
        assertFalse(Proc.find(before.get("gone").pid()).isPresent());
        assertTrue(Wire.ask(site.socket(), "@rules status").contains("\nbackoff-limit=7\n")
                || site.ask("show", "rules").out().contains("backoff-limit"), "the rules are others");
        assertEquals(List.of(), sandbox.list().stream().filter(name -> name.equals("gone")).toList());
        // A manager that is killed then is followed by one that knows the new configuration.
        site.killManager();
        site.ask("update", "--dry-run").quietly().exits(0).prints("= 8 unchanged\n");
        countedAll(site);
        site.stop();
        site.ask("update").quietly().exits(3).prints("daemon manager not running\n");
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        lines.sort(null);
        return lines;
    }

    @Behaviour({Paragraph.ROLLBACK, Paragraph.SITE_FAULTS})
    @Test
    void whatDoesNotComeUpIsUndone(Site site) throws IOException {
        String counter = counter(site);
        String db = runner("db", SLEEP, "backoff-limit 2");
        site.write("", counter, db, runner("web", SLEEP, "needs db"), runner("gone", SLEEP), runner("rules", SLEEP),
                runner("stopped", SLEEP));
        site.ask("start").quietly().exits(0);
        site.ask("stop", "stopped").quietly().exits(0);
        Map<String, Site.Row> before = site.table();
        Proc manager = site.manager();
        // A fault in the file: nothing happens at all.
        site.write("", counter, db, runner("web", SLEEP, "needs dc"), runner("new", SLEEP));
        site.ask("update").exits(2).prints("").complainsAbout("web needs dc, and there is no <runner dc>");
        assertEquals(before, site.table());

        String broken = runner("web", site.sandbox.script("crash") + " runs 5", "needs db", "backoff-limit 2",
                "start-seconds 1");
        String rules = runner("rules", SLEEP, "backoff-limit 7");
        site.write("", counter, db, broken, rules, runner("new", SLEEP), runner("stopped", SLEEP));
        Result update = site.ask("update").exits(1).complainsAbout("web did not come up: ")
                .complainsAbout("; the update was undone, and all is as before");
        assertTrue(update.err().contains("exit status 5"), update.err());
        assertEquals("running running running running running down",
                site.states("counter", "db", "web", "gone", "rules", "stopped"));
        assertFalse(site.table().containsKey("new"));
        for (String same : List.of("counter", "db", "rules")) {
            assertEquals(before.get(same).pid(), site.row(same).pid());
        }
        assertEquals(List.of("sleep", "1000"), site.program("web").arguments());
        // What is unchanged in the end was never changed, also for a successor.
        site.killManager();
        site.ask("status").quietly().exits(0);
        assertEquals("running down", site.states("web", "stopped"));

        site.write("", counter, db, broken, rules, runner("new", SLEEP));
        site.ask("update", "--no-rollback").exits(1).complainsAbout("; the update was not undone");
        assertEquals("failed running running", site.states("web", "new", "counter"));
        assertFalse(site.table().containsKey("gone"));
        site.ask("status").exits(1);
        site.write("", counter, db, runner("web", SLEEP, "needs db"));
        site.ask("update").quietly().exits(0);
        assertFalse(manager.alive());
        countedAll(site);
        site.stop();
    }
}
