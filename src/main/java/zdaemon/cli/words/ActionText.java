package zdaemon.cli.words;

import java.util.List;

/**
 * What {@code help ACTION} and the manual page say about an action beyond {@link Verb#help()}: what it waits for, what
 * it leaves behind, how it can fail (behaviour §2, §3).
 */
public final class ActionText {

    private ActionText() {
    }

    /**
     * Explains an action.
     *
     * @return paragraphs, in which words to be typed or shown as they are stand between backquotes
     */
    public static List<String> of(Verb verb) {
        return switch (verb) {
            case START -> List.of(
                    "Starts a daemon manager, which starts the program. Returns when the program has lived "
                            + "`start-seconds`, or its `start-test-program`, if there is one, has succeeded; a dot a "
                            + "second shows that it waits. A program that runs already is left alone.",
                    "If the program does not come up, its last words are shown and the exit status is 1. If it takes "
                            + "longer than `start-timeout`, the exit status is 1 as well, but the program is left to "
                            + "go on.",
                    "With `daemon off` the manager stays in the terminal, and the action returns when it ends.");
            case STOP -> List.of(
                    "Returns when the program is down. The daemon manager ends with it, unless `hang-around` is on. "
                            + "If there is nothing to stop, that is said, and the exit status is 0.",
                    "A program in the pause between two attempts to start it is stopped, too.");
            case RESTART -> List.of(
                    "Returns when the new process runs and the `start-test-program`, if there is one, has succeeded. "
                            + "If the configuration (words, environment, directory, umask) is no longer what the daemon "
                            + "manager has, the new one applies, and that is said. Arguments that `start` was given stay.");
            case STATUS -> List.of(
                    "The exit status is 0 if a daemon manager is there, whether its program runs or not; 3 if there is "
                            + "none; 1 if it does not answer. A check that must know more reads the first line. "
                            + "What is under way (`delayed`, `stopping`, `testing`) is said on standard error. "
                            + "While the transcript or the event log cannot be written, a warning on standard error "
                            + "says so.",
                    "`-l` adds one `key=value` a line: whether the program should be up, the pause before the next "
                            + "attempt (`delay`, a time), quick ends in a row (`backoff`), the last start "
                            + "(`lasttime`), whether the start test is still `testing`, the process ids, the program's "
                            + "`args`, and, while something is wrong with the transcript or the event log, what.");
            case KILL -> List.of(
                    "SIG may be in any letter case, with or without `SIG` or a dash before it: `HUP`, `sigusr1`, `9`, "
                            + "`-9`, `RTMIN+1`.",
                    "A program that ends because of it has ended by itself, and is started again: to keep it down, use "
                            + "stop. If there is no such signal or no such process, that is said, and the exit status "
                            + "is 0.");
            case WAIT -> List.of(
                    "Waits for as long as it takes, then says what status says. It asks nobody to stop.");
            case FOREGROUND, FG -> List.of(
                    "Shows the command, then becomes the program: same terminal, same directory, with the configured "
                            + "environment and user. Nothing starts it again. The exit status is the program's own, or "
                            + "128 and the signal's number.",
                    "If the program runs as a daemon already, that is said, and the exit status is 0.");
            case REOPEN_TRANSCRIPT -> List.of(
                    "For log rotation: rename the files, then reopen. What was written before is in the old files, "
                            + "what is written after in the new ones, and nothing is lost or doubled. If a file cannot "
                            + "be opened, the old one stays in use, and the exit status is 1.");
            case LOGREOPEN -> List.of(
                    "For log rotation when the program writes logs of its own and reopens them on SIGUSR2. A program "
                            + "that does not expect that signal is ended by it.");
            case LOGTAIL -> List.of(
                    "Goes on across truncation, for which it shows `==> File truncated <==`, and across rotation. ^C "
                            + "ends it.");
            case UPGRADE -> List.of(
                    "For a new release of this tool, or the same one: the daemon manager executes it in its own place. "
                            + "The program, its process and output, all counters and deadlines and the control socket "
                            + "stay as they are, and whoever asks meanwhile is answered. The other release is tried "
                            + "first; if it does not start, the old one goes on, and the exit status is 1.");
            case UPDATE -> List.of("For a file with a <manager> section. With one program `restart` applies what has changed.");
            case SHOW -> List.of(
                    "Each line is `name: value`, and after a `#` where the value comes from: the command line, a line "
                            + "of a file, or the default. A single NAME is shown without that, for scripts.",
                    "These are the values that an action would use now. A daemon manager that runs already has those "
                            + "that it was started with.");
            case CHECK -> List.of(
                    "Tells `no problems found`, or one problem a line and exit status 2. It looks for the user and the "
                            + "programs as well, and needs no rights but to read: run it before a restart.");
            case HELP -> List.of("`zdaemon --help` lists the options; the manual page zdaemon(1) explains everything.");
            case RELOAD -> List.of(
                    "After an error in the configuration the old one stays in force. A daemon manager that runs "
                            + "already keeps what it was started with.");
            case SHELL -> List.of("The rest of the line goes to `/bin/sh` as it is.");
            case QUIT -> List.of("`exit` is the same. The end of the input leaves, too, and stops nothing.");
        };
    }
}
