package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Many programs: how they end together, and with which exit status; and all of them in a terminal (programs §1, §2). */
@Behaviour(Paragraph.ESSENTIAL)
@EndToEnd
class SiteEndIT {
    private static final String SLEEP = "sleep 1000";

    @Test
    void theEssentialOnesEndIsTheManagers(Site site) {
        site.write("", runner("db", SLEEP), runner("web", SLEEP, "needs db"), runner("before", "sh -c true", "oneshot on", "essential on"),
                runner("main", site.sandbox.script("upon") + " go sh -c end", "essential on", "exit-codes 0,7", "after web before"));
        site.sandbox.shell("mkfifo go; printf 'exit 7' > end").exits(0);
        site.sandbox.write("conf", site.sandbox.read("conf").replace("sh -c end", "sh end").replace("sh -c true", "true"));
        Running all = site.launch("foreground");
        site.are("running running done running", "db", "web", "before", "main");
        String order = site.order();
        site.sandbox.shell("echo > go; rm go").exits(0);
        all.finish().exits(7);
        assertEquals("-main -web -db", site.orderSince(order));
        assertTrue(site.messages().contains("INFO web: is stopped: main is essential and has ended"), site.messages()::toString);
        site.leavesNothing();
    }

    @Test
    void oneThatIsKilledOnceTooOftenCounts(Site site) {
        site.write("daemon off", runner("db", SLEEP),
                runner("main", site.sandbox.script("crash") + " runs KILL", "essential on", "backoff-limit 1", "needs db"));
        site.ask("start").exits(128 + 9);
        assertTrue(site.order().endsWith("-main -db"), site.order());
        site.leavesNothing();
        // A program that cannot even be executed ends for good, too.
        site.write("", runner("db", SLEEP), runner("main", "/no/such/program", "essential on", "needs db"));
        site.ask("foreground").exits(1);
        site.leavesNothing();
    }

    @Behaviour(Paragraph.FOREGROUND_ALL)
    @Test
    void inTheTerminalAllIsShownAndInterruptedInOrder(Site site) {
        site.write("", runner("db", "sh -c say", "transcript db.log"),
                runner("web", "sh say", "needs db", "instances 2"));
        site.sandbox.write("say", "echo out; echo error >&2; printf unfinished; exec sleep 1000");
        site.sandbox.write("conf", site.sandbox.read("conf").replace("sh -c say", "sh say"));
        Running all = site.launch("foreground");
        site.are("running running running", "db", "web.1", "web.2");
        until("all is shown", () -> List.of("db", "web.1", "web.2").stream()
                .allMatch(name -> all.out().contains(name + " | out\n") && (all.out() + all.err()).contains(name + " | error\n")));
        String order = site.order();
        Proc manager = site.manager();
        assertEquals(all.pid(), manager.pid());
        all.signal("INT");
        Result result = all.finish().exits(0);
        assertTrue(result.out().contains("db | unfinished"), result.out());
        assertTrue(site.orderSince(order).matches("-web.[12] -web.[12] -db"), site.orderSince(order));
        site.leavesNothing();
    }
}
