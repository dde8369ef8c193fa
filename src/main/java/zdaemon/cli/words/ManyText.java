package zdaemon.cli.words;

import java.util.List;

/** What {@code help} and the manual page say of an action on many programs (programs §2). */
public final class ManyText {

    private ManyText() {
    }

    /**
     * Paragraphs; none for an action that is the same for one program and for many.
     *
     * @return prose with literal words between backquotes
     */
    public static List<String> of(Verb verb) {
        return switch (verb) {
            case START -> List.of("Starts all with `autostart`, or the named ones, and before them what they need. A line is "
                    + "printed for each as soon as it is known. ARGS after `--` are appended to the programs' own words. The exit "
                    + "status is 1 if any failed.");
            case STOP -> List.of("Stops all, or the named ones, and before them those that need them. Without names the daemon "
                    + "manager ends as well, unless `hang-around` is on.");
            case RESTART -> List.of("Restarts all, or the named ones together with those that need them. With `--rolling` one "
                    + "instance at a time, the next when the last is ready; the first failure ends it.");
            case STATUS -> List.of("Prints a table. The exit status is 0 if all that should be up are, 1 if some are not, and 3 "
                    + "if there is no daemon manager. `-l` adds all that is known of each.");
            case KILL -> List.of("Sends all, or the named ones, the signal SIG.");
            case WAIT -> List.of("Waits until each of the named ones is down.");
            case FOREGROUND, FG -> List.of("With a NAME, becomes that program, in its directory. Without, runs all with "
                    + "`autostart` in the terminal, each line of output with the name in front; ^C stops all in order, and the exit "
                    + "status is that of the `essential` program, if that has ended.");
            case REOPEN_TRANSCRIPT -> List.of("Reopens the transcripts of the named ones; without names all, and the event log.");
            case LOGREOPEN -> List.of("Does as reopen_transcript, then sends SIGUSR2.");
            case LOGTAIL -> List.of("Shows the last lines of the transcripts and follows them, each line with the name in front. On "
                    + "a terminal each name has a colour, unless `NO_COLOR` is set.");
            case UPDATE -> List.of("Shows a plan, with a line for each program that differs, then carries it out. Programs that "
                    + "did not change notice nothing. If one does not come up, all is undone, unless `--no-rollback` is given. "
                    + "`--dry-run` shows the plan and does nothing.");
            case SHOW -> List.of("Lists the daemon manager's values as `manager/KEY` and those of a program as `NAME/KEY`; with the "
                    + "name of a program or an instance, its values alone. `show --names` lists the names.");
            case UPGRADE, CHECK, HELP, RELOAD, SHELL, QUIT -> List.of();
        };
    }
}
