package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** A restart applies what the configuration says by now, and says so (behaviour §2). */
@EndToEnd
@Behaviour(Paragraph.RESTART_CHANGED)
class ReconfigurationIT {
    private static final String SAY = "#!/bin/sh\necho \"$GREETING $1 $(umask) $PWD\"\nexec sleep 100\n";

    private static void configure(Daemon daemon, String greeting, String word, String... lines) {
        daemon.sandbox.write("say", SAY).toFile().setExecutable(true);
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = "transcript log";
        daemon.configure("<environment>\nGREETING " + greeting + "\n</environment>",
                "program " + daemon.sandbox.path("say") + " " + word, all);
    }

    @Test
    void wordsEnvironmentDirectoryAndUmaskAreApplied(Daemon daemon) throws IOException {
        configure(daemon, "hello", "old", "umask 022");
        Proc first = daemon.start();
        Proc manager = daemon.manager();
        daemon.sandbox.path("there").toFile().mkdir();
        configure(daemon, "bye", "new", "umask 077", "directory " + daemon.sandbox.path("there"));
        Result restart = daemon.ask("restart").exits(0);
        for (String option : new String[] {"program", "directory", "umask", "environment"}) {
            assertTrue(restart.err().contains(option), restart::toString);
        }
        daemon.printed("bye new 0077 " + daemon.sandbox.path("there"));
        Proc second = daemon.programAfter(first);
        assertEquals(manager, daemon.manager());
        assertTrue(daemon.status().get("args").endsWith(", 'new']"));
        // Nothing is left to apply.
        daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        // A successor starts it in the same way.
        Proc third = daemon.programAfter(second);
        manager.kill("KILL");
        Daemon.gone(manager);
        daemon.ask("status").quietly().exits(0);
        third.kill("KILL");
        daemon.programAfter(third);
        assertTrue(daemon.status().get("args").endsWith(", 'new']"));
        assertNotEquals(manager, daemon.manager());
        daemon.ask("reopen_transcript").quietly().exits(0);
        assertFalse(daemon.sandbox.path("there/log").toFile().exists(), "the transcript stays where it was");
        until("all three have said so", () -> daemon.sandbox.lines("log").stream()
                .filter(line -> line.startsWith("bye new 0077")).count() == 3);
    }

    /** From a shell, from cron, from a hook of logrotate: a program's environment shall not depend on who restarts it. */
    @Test
    void theCallersEnvironmentIsNoConfiguration(Daemon daemon) {
        daemon.sandbox.write("say", "#!/bin/sh\necho \"$GIVEN\"\nexec sleep 100\n").toFile().setExecutable(true);
        daemon.runs(daemon.sandbox.path("say").toString());
        daemon.sandbox.environment.put("GIVEN", "at the start");
        daemon.start();
        daemon.printed("at the start");
        daemon.sandbox.environment.put("GIVEN", "later");
        daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        until("it says so again", () -> daemon.sandbox.lines("log").equals(List.of("at the start", "at the start")));
    }

    @Test
    void theManagersUserIsTheSameByAnyName(Daemon daemon) {
        daemon.configure("", "program sleep 100");
        daemon.start();
        for (String user : new String[] {System.getProperty("user.name"), Integer.toString(Tool.id("-u"))}) {
            daemon.configure("", "program sleep 100", "user " + user);
            daemon.ask("restart").quietly().exits(0).matches(Daemon.RESTARTED);
        }
    }

    /** The configuration is what it was: it is the program's file, or its interpreter, that is no longer what it was. */
    @Test
    void whatCannotBeStartedAgainIsNotStopped(Daemon daemon) {
        daemon.sandbox.write("program", "#!/bin/sh\nexec sleep 100\n").toFile().setExecutable(true);
        daemon.configure("", "program ./program", "hang-around on");
        Proc program = daemon.start();
        String notRestarted = "Error: the program is not restarted, and goes on as it is: ";
        daemon.sandbox.write("program", "#!/no/such/interpreter\n");
        daemon.ask("restart").exits(1).prints("")
                .complains(notRestarted + "can't exec './program': its interpreter '/no/such/interpreter' is missing\n");
        daemon.sandbox.remove("program");
        daemon.ask("restart").exits(1).prints("").complains(notRestarted + "can't stat program './program'\n");
        daemon.configure("", "program ./program", "hang-around on", "umask 9");
        daemon.ask("restart").exits(1).complainsAbout(notRestarted + "can't stat program './program'\n");
        assertTrue(program.alive());
        // Nor is it tried again and again, by the manager that hangs around.
        daemon.configure("", "program ./program", "hang-around on");
        Daemon.stopped(daemon.ask("stop"));
        daemon.ask("start").exits(1).complains("Error: can't stat program './program'\n").prints("\n" + Daemon.IDLE);
        daemon.sandbox.launch("quit\n", new String[] {"-i", "-Cconf"}).finish().exits(0);
    }

    @Test
    void whatCannotBeAppliedChangesNothing(Daemon daemon) throws IOException {
        configure(daemon, "hello", "old");
        Proc program = daemon.start();
        daemon.runs("nosuchprogram");
        daemon.ask("restart").exits(1).complainsAbout("nosuchprogram");
        daemon.sandbox.path("there").toFile().mkdir();
        daemon.runs("./nosuchprogram", "directory " + daemon.sandbox.path("there"));
        daemon.ask("restart").exits(1).complainsAbout("can't stat program './nosuchprogram'");
        assertTrue(program.alive());
        assertTrue(daemon.status().get("args").endsWith(", 'old']"));
    }
}
