package zdaemon.e2e;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** What the client tells about itself and about mix-ups: help, show, warnings (behaviour §2). */
@EndToEnd
class HelpIT {

    @Test
    @Behaviour(Paragraph.HELP)
    void helpListsAndExplains(Daemon daemon) {
        daemon.runs("sleep 100");
        Result help = daemon.ask("help").quietly().exits(0);
        List.of("start", "stop", "restart", "status", "kill", "wait", "foreground", "fg", "reopen_transcript",
                "logreopen", "logtail", "show", "help").forEach(help::contains);
        daemon.ask("help", "status").quietly().exits(0).matches("status \\[-l\\] -- .*");
    }

    @Test
    @Behaviour(Paragraph.UNKNOWN_ACTION)
    void unknownActionNamesTheNearest(Daemon daemon) {
        daemon.runs("sleep 100");
        daemon.ask("statsu").exits(2).prints("").complainsAbout("status");
        daemon.ask("reopen-transcript").exits(2).prints("").complainsAbout("reopen_transcript");
    }

    @Test
    @Behaviour(Paragraph.SHOW)
    void showListsTheOptionsInForce(Daemon daemon) {
        daemon.runs("sleep 100", "backoff-limit 7");
        for (String[] action : new String[][] {{"show"}, {"show", "options"}, {"show", "all"}}) {
            Result show = daemon.ask(action).quietly().exits(0);
            show.matches("([\\w-]+:[^\n]*\n)+backoff-limit: 7( +#[^\n]*)?\n([\\w/-]+:[^\n]*\n)+");
            show.contains("transcript: log").contains("umask: 022");
        }
    }

    @Test
    @Behaviour(Paragraph.DIFFERENT_PROGRAM)
    void warnsWhenAnotherProgramIsManaged(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        String warning = """
                WARNING! zdrun is managing a different program!
                our program   = ['sleep', '200']
                daemon's args = ['sleep', '100']
                """;
        daemon.sandbox.zdaemon("-p", "sleep 200", "status").exits(0)
                .prints(warning + "program running; pid=" + program.pid() + "\n");
        daemon.sandbox.zdaemon("-p", "sleep 200", "stop").exits(0)
                .matches(Pattern.quote(warning) + Daemon.STOPPED);
    }
}
