package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The interpreter (behaviour §3), fed through a pipe. A prompt is allowed but not wanted there. */
@EndToEnd
class InterpreterIT {

    private static final String PROMPT = "(?:zdaemon> ?)?";

    @Test
    @Behaviour({Paragraph.GREETING, Paragraph.INTERPRETER_ACTIONS, Paragraph.EMPTY_LINE, Paragraph.PIPE})
    void greetsActsAndLeaves(Daemon daemon) {
        daemon.runs("sleep 100");
        Result session = talk(daemon, "start\nstatus\n\nstop\nquit\n");
        Matcher pids = session.matches(PROMPT + "program: sleep 100\n" + Daemon.NOT_RUNNING
                + PROMPT + Daemon.STARTED
                + PROMPT + "program running; pid=(\\d+)\n" + PROMPT + "program running; pid=(\\d+)\n"
                + PROMPT + Daemon.STOPPED + PROMPT + "\n?");
        assertTrue(pids.group(1).equals(pids.group(2)) && pids.group(2).equals(pids.group(3)), session::toString);
    }

    @Test
    @Behaviour(Paragraph.END_OF_FILE)
    void endOfFileLeavesTheDaemonAlone(Daemon daemon) {
        daemon.runs("sleep 100");
        talk(daemon, "start\n");
        daemon.ask("status").exits(0).matches("program running; pid=\\d+\n");
    }

    @Test
    @Behaviour(Paragraph.QUIT)
    void quitTakesAnIdleManagerAlong(Daemon daemon) {
        daemon.runs("sleep 100", "hang-around on");
        daemon.start();
        Proc manager = daemon.manager();
        daemon.ask("stop").exits(0);
        talk(daemon, "quit\n");
        Daemon.gone(manager);
    }

    @Test
    @Behaviour({Paragraph.SHELL, Paragraph.RELOAD, Paragraph.INTERPRETER_HELP})
    void shellReloadAndMistakes(Daemon daemon) {
        daemon.runs("sleep 100");
        talk(daemon, "shell echo one two\n!echo three\nstatus x\nkill ded\nhelp status\n")
                .contains("one two\n").contains("three\n").contains("status argument must be absent or -l\n")
                .contains("invalid signal 'ded'\n").contains("status [-l] -- ");
        talk(daemon, "reload\n").contains("Configuration reloaded from ");
        talk(daemon, "!rm conf\nreload\nstatus\n").contains("Configuration not reloaded").contains(Daemon.NOT_RUNNING);
    }

    @Test
    @Behaviour({Paragraph.NO_ACTION, Paragraph.GREETING})
    void afterAnAction(Daemon daemon) {
        daemon.runs("sleep 100");
        Result session = daemon.sandbox.launch("quit\n", new String[] {"-Cconf", "-i", "start"}).finish().exits(0);
        session.matches(Daemon.STARTED + PROMPT + "program: sleep 100\nprogram running; pid=\\d+\n.*");
    }

    /** With a pipe there is nothing but the answers: no prompt, no echo. */
    @Test
    @Behaviour({Paragraph.PIPE, Paragraph.GREETING, Paragraph.INTERPRETER_ACTIONS, Paragraph.EMPTY_LINE})
    void everyActionWithoutAManager(Daemon daemon) {
        daemon.runs("echo hello");
        talk(daemon, """

                stop
                kill
                kill ded
                wait
                fg big world
                reopen_transcript
                logreopen
                logtail
                show program
                status x""").quietly().prints("""
                program: echo hello
                daemon manager not running
                daemon manager not running
                daemon manager not running
                daemon process not running
                invalid signal 'ded'

                daemon process stopped
                daemon manager not running
                echo hello big world
                hello big world
                daemon manager not running
                daemon manager not running
                daemon process not running
                No default log file specified; use logtail <logfile>
                program: echo hello
                status argument must be absent or -l
                """);
    }

    @Test
    @Behaviour(Paragraph.INTERPRETER_HELP)
    void helpListsWhatThereIs(Daemon daemon) {
        daemon.runs("sleep 100");
        Result help = talk(daemon, "help\n").quietly();
        List.of("start", "stop", "restart", "status", "kill", "wait", "foreground", "fg", "reopen_transcript",
                "logreopen", "logtail", "show", "help", "reload", "shell", "quit")
                .forEach(action -> help.contains("\n  " + action + " "));
    }

    @Test
    @Behaviour(Paragraph.RELOAD)
    void reloadTakesTheNewConfiguration(Daemon daemon) {
        daemon.runs("echo old");
        daemon.sandbox.write("new", "<runner>\nprogram echo new\n</runner>\n");
        daemon.sandbox.write("broken", "<runner>\nbogus 1\n</runner>\n");
        talk(daemon, "!cp new conf\nfg\nreload\nfg\nreload -C broken\nreload -Q\nfg\nreload -C new -p true\nfg\n")
                .prints("program: echo old\ndaemon manager not running\necho old\nold\n"
                        + "Configuration reloaded from " + daemon.sandbox.path("conf") + "\necho new\nnew\n"
                        + "Configuration not reloaded\nConfiguration not reloaded\necho new\nnew\n"
                        + "Configuration reloaded from " + daemon.sandbox.path("new") + "\ntrue\n")
                .complains("Error: 'bogus' is not a known key name\n(line 2 in file://" + daemon.sandbox.path("broken")
                        + ")\nError: option -Q not recognized\n");
    }

    @Test
    @Behaviour(Paragraph.QUIT)
    void quitLeavesARunningProgramAlone(Daemon daemon) {
        daemon.runs("sleep 100");
        Proc program = daemon.start();
        talk(daemon, "quit\nstop\n");
        assertTrue(program.alive());
    }

    private static Result talk(Daemon daemon, String lines) {
        return daemon.sandbox.launch(lines, new String[] {"-Cconf"}).finish().exits(0);
    }
}
