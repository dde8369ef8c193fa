package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Site.runner;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Many programs: what each process gets of its own (programs §1), as the kernel shows it. */
@Behaviour(Paragraph.INSTANCES)
@EndToEnd
class SiteInstancesIT {

    @Behaviour({Paragraph.INSTANCES, Paragraph.SITE_ENVIRONMENT, Paragraph.SITE_PATHS, Paragraph.TARGETS})
    @Test
    void instancesAndLayersOfTheEnvironment(Site site) throws IOException {
        Sandbox sandbox = site.sandbox;
        sandbox.environment.put("FROM", "client");
        sandbox.environment.put("BELOW", "client");
        for (String folder : List.of("web1", "web2", "jobs-w")) {
            Files.createDirectory(sandbox.path(folder));
        }
        sandbox.write("say", "echo \"$@\"; exec sleep 1000");
        site.write("umask 027", """
                <environment>
                  FROM all
                  SHARED all
                </environment>
                <runner web>
                  program sh ../say {name} {instance} {other}
                  directory web{instance}
                  transcript {name}.{instance}.log
                  instances 2
                  <environment>
                    SHARED {name}-{instance}
                  </environment>
                </runner>
                <runner single>
                  program sh say {name} {instance}
                  transcript single.log
                </runner>
                """);
        site.ask("start").quietly().exits(0);
        until("all have said it", () -> sandbox.read("web1/web.1.log").equals("web 1 {other}\n")
                && sandbox.read("web2/web.2.log").equals("web 2 {other}\n")
                && sandbox.read("single.log").equals("{name} {instance}\n"));
        for (String number : List.of("1", "2")) {
            Proc web = site.program("web." + number);
            assertEquals(sandbox.path("web" + number), web.directory());
            assertTrue(web.environment().containsAll(List.of("FROM=all", "BELOW=client", "SHARED=web-" + number)),
                    web.environment()::toString);
        }
        Proc single = site.program("single");
        assertEquals(sandbox.folder(), single.directory());
        assertTrue(single.environment().containsAll(List.of("FROM=all", "BELOW=client", "SHARED=all")));
        // Further arguments are those of this start, and of its restarts.
        site.ask("stop", "web.2").quietly().exits(0);
        site.ask("start", "web.2", "--", "--debug", "two words").quietly().exits(0);
        until("it has got them", () -> sandbox.read("web2/web.2.log").endsWith("web 2 {other} --debug two words\n"));
        Proc before = site.program("web.2");
        before.kill("KILL");
        Proc again = site.programAfter("web.2", before);
        until("it has got them again", () -> again.arguments().contains("two words") || sandbox.read("web2/web.2.log")
                .endsWith("--debug two words\nweb 2 {other} --debug two words\n"));
        site.ask("stop", "web*").quietly().exits(0);
        assertEquals("down down running", site.states("web.1", "web.2", "single"));
        site.ask("stop", "x*").exits(2).refuses("no program fits 'x*'");
        site.stop();
    }

    @Behaviour(Paragraph.SITE_USERS)
    @Test
    void aUserHasAHomeOfItsOwn(Site site) {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that others may not enter");
        site.sandbox.environment.put("HOME", "/root");
        site.write("", runner("own", "sleep 1000", "user daemon", "umask 077"), runner("other", "sleep 1000"), """
                <runner named>
                  program sleep 1000
                  user daemon
                  <environment>
                    HOME /elsewhere
                  </environment>
                </runner>
                """);
        site.ask("start").quietly().exits(0);
        Proc own = site.program("own");
        assertTrue(own.environment().containsAll(List.of("HOME=/usr/sbin", "USER=daemon", "LOGNAME=daemon")),
                own.environment()::toString);
        assertEquals("0077", own.status().get("Umask"));
        assertTrue(site.program("other").environment().contains("HOME=/root"));
        assertTrue(site.program("named").environment().containsAll(List.of("HOME=/elsewhere", "USER=daemon")));
        site.stop();
    }
}
