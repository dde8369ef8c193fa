package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** Programs of one manager are kept apart (programs §1, §3): each is what its own section says, and a stop of one ends one. */
@EndToEnd
class ProgramsApartIT {
    private static final String FILE = """
            <manager>
              socket-name %1$s/zdsock
              directory %1$s
            </manager>
            <defaults>
              start-seconds 0
            </defaults>
            %2$s
            """;

    private static void configure(Sandbox sandbox, String runners) {
        sandbox.write("z.conf", FILE.formatted(sandbox.folder(), runners));
    }

    private static Proc process(Sandbox sandbox, String name) {
        for (String line : sandbox.zdaemon("-C", "z.conf", "status").out().lines().toList()) {
            String[] words = line.split(" +", -1);
            if (words[0].equals(name)) {
                return Proc.of(Long.parseLong(words[2]));
            }
        }
        throw new AssertionError(name + " does not run");
    }

    private static Path ownedBy(String user, Sandbox sandbox) throws IOException {
        Path folder = Files.createDirectory(sandbox.path(user));
        sandbox.shell("chown " + user + " " + user).exits(0);
        return folder;
    }

    @Behaviour({Paragraph.SITE_USERS, Paragraph.SITE_PATHS})
    @Test
    void eachHasItsOwnUserDirectoryUmaskAndLimits(Sandbox sandbox) throws IOException {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that others may not enter");
        ownedBy("nobody", sandbox);
        ownedBy("daemon", sandbox);
        String script = "ulimit -Sn; echo direct > /dev/stdout; exec sleep 1000";
        sandbox.write("run", script);
        configure(sandbox, """
                <runner one>
                  program sh ../run
                  directory nobody
                  transcript log
                  user nobody
                  umask 027
                </runner>
                <runner two>
                  program sh ../run
                  directory daemon
                  transcript log
                  user daemon
                  umask 077
                  <environment>
                    USER somebody
                  </environment>
                </runner>
                """);
        sandbox.shell("ulimit -Sn 300; \"$ZDAEMON\" -C z.conf start").exits(0);
        expect(sandbox, "one", "nobody", "0027", "nobody");
        expect(sandbox, "two", "daemon", "0077", "somebody");
        until("they have written", () -> sandbox.read("nobody/log").equals("300\ndirect\n")
                && sandbox.read("daemon/log").equals("300\ndirect\n"));
        assertEquals("nobody", Files.getOwner(sandbox.path("nobody/log")).getName());
        // A manager that begins anew does not take its own limits for those of its programs.
        sandbox.zdaemon("-C", "z.conf", "upgrade").exits(0);
        sandbox.zdaemon("-C", "z.conf", "restart", "one").exits(0);
        expect(sandbox, "one", "nobody", "0027", "nobody");
        until("it has written again", () -> sandbox.read("nobody/log").equals("300\ndirect\n300\ndirect\n"));
        sandbox.zdaemon("-C", "z.conf", "stop").exits(0);
        assertTrue(Files.notExists(sandbox.path("zdsock")));
    }

    private static void expect(Sandbox sandbox, String name, String user, String umask, String variable) {
        Proc process = process(sandbox, name);
        assertEquals(fourTimes(Tool.id("-u", user)), process.status().get("Uid"));
        assertEquals(fourTimes(Tool.id("-g", user)), process.status().get("Gid"));
        assertEquals(Integer.toString(Tool.id("-G", user)), process.status().get("Groups").strip());
        assertEquals(umask, process.status().get("Umask"));
        assertEquals(sandbox.path(user), process.directory());
        List<String> environment = process.environment();
        assertTrue(environment.contains("LOGNAME=" + user), environment::toString);
        assertTrue(environment.contains("USER=" + variable), environment::toString);
        assertTrue(environment.contains("ZDAEMON_PROGRAM=" + name), environment::toString);
    }

    private static String fourTimes(int id) {
        return "%1$d\t%1$d\t%1$d\t%1$d".formatted(id);
    }

    /** Of the same user, in the same session, each with an orphan in a session of its own. */
    @Behaviour(Paragraph.WHOSE)
    @Test
    void aStopOfOneWithAllThatStemsFromItEndsNobodyElse(Sandbox sandbox) throws IOException {
        sandbox.write("run", """
                (setsid sh -c 'echo $$ > "$0.part"; mv "$0.part" "$0"; exec sleep 1000' "$ZDAEMON_PROGRAM.daemon" &)
                exec sleep 1000
                """);
        configure(sandbox, """
                <runner web>
                  program sh run
                  stop-scope all
                  instances 2
                </runner>
                """);
        sandbox.zdaemon("-C", "z.conf", "start").exits(0);
        until("both have begotten", () -> Files.exists(sandbox.path("web.1.daemon")) && Files.exists(sandbox.path("web.2.daemon")));
        Proc one = Proc.of(Long.parseLong(sandbox.read("web.1.daemon").strip()));
        Proc two = Proc.of(Long.parseLong(sandbox.read("web.2.daemon").strip()));
        Proc other = process(sandbox, "web.2");
        until("they are orphans", () -> one.parent() == two.parent() && one.parent() == other.parent());
        sandbox.zdaemon("-C", "z.conf", "stop", "web.1").exits(0).prints("web.1: daemon process stopped\n");
        assertTrue(!one.alive() && two.alive() && other.alive());
        sandbox.zdaemon("-C", "z.conf", "stop").exits(0);
        assertTrue(!two.alive() && !other.alive());
    }
}
