package zdaemon.cli.words;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.Invocation.UsageException;

/**
 * The one table of actions: the command line, the interpreter, {@code help}, the manual page and the completions are
 * all made from it (behaviour §2, §3).
 */
public enum Verb {
    START("start", "[ARGS]", Completion.FILES, Place.ANYWHERE,
            "start the program in the background; ARGS are appended to its own words"),
    STOP("stop", "", Completion.NOTHING, Place.ANYWHERE,
            "stop the program: SIGTERM first, SIGKILL when it takes longer than stop-timeout"),
    RESTART("restart", "", Completion.NOTHING, Place.ANYWHERE,
            "stop the program and start it again; start it if it does not run"),
    STATUS("status", "[-l]", Completion.NOTHING, Place.ANYWHERE,
            "say whether the program runs, and as which process; -l adds all that its daemon manager knows"),
    KILL("kill", "[SIG]", Completion.SIGNALS, Place.ANYWHERE,
            "send the program the signal SIG, a name or a number; SIGTERM if there is none"),
    WAIT("wait", "", Completion.NOTHING, Place.ANYWHERE,
            "wait until the program is down"),
    FOREGROUND("foreground", "[ARGS]", Completion.FILES, Place.ANYWHERE,
            "run the program in the terminal, without a daemon manager; ARGS are appended to its own words"),
    FG("fg", "[ARGS]", Completion.FILES, Place.ANYWHERE,
            "the same as foreground"),
    REOPEN_TRANSCRIPT("reopen_transcript", "", Completion.NOTHING, Place.ANYWHERE,
            "open the transcript and the event log files anew, after they have been renamed"),
    LOGREOPEN("logreopen", "", Completion.NOTHING, Place.ANYWHERE,
            "do as reopen_transcript, then send SIGUSR2, so that the program reopens its own log files"),
    LOGTAIL("logtail", "[FILE]", Completion.FILES, Place.ANYWHERE,
            "show the last ten lines of FILE, or of the configured logfile, and follow it until interrupted"),
    UPGRADE("upgrade", "", Completion.NOTHING, Place.ANYWHERE,
            "have the running daemon manager go on as one of this release, the program undisturbed"),
    UPDATE("update", "", Completion.NOTHING, Place.ANYWHERE,
            "have the running daemon manager of many programs do what the file says now"),
    SHOW("show", "[options|all|NAME]", Completion.OPTIONS, Place.ANYWHERE,
            "show the options in force and where each comes from; all adds the other sections, NAME shows one"),
    CHECK("check", "", Completion.NOTHING, Place.ANYWHERE,
            "read the whole configuration and tell everything that is wrong with it; nothing is started"),
    HELP("help", "[ACTION]", Completion.ACTIONS, Place.ANYWHERE,
            "list the actions, or explain one"),
    RELOAD("reload", "[OPTIONS]", Completion.COMMAND_LINE, Place.INTERPRETER,
            "read the configuration again, with OPTIONS instead of those of the command line if there are any"),
    SHELL("shell", "CMD", Completion.FILES, Place.INTERPRETER,
            "run a command of the shell; !CMD does the same"),
    QUIT("quit", "", Completion.NOTHING, Place.INTERPRETER,
            "leave; a daemon manager without a program is stopped");

    /** Where an action may be given. */
    private enum Place { ANYWHERE, INTERPRETER }

    private static final Verb[] VERBS = values();

    private final String word;
    private final String arguments;
    private final Completion completion;
    private final Place place;
    private final String help;

    Verb(String word, String arguments, Completion completion, Place place, String help) {
        this.word = word;
        this.arguments = arguments;
        this.completion = completion;
        this.place = place;
        this.help = help;
    }

    /** The action of that name. */
    public static Optional<Verb> of(String word) {
        for (Verb verb : VERBS) {
            if (verb.word.equals(word)) {
                return Optional.of(verb);
            }
        }
        return Optional.empty();
    }

    /** The name on the command line. */
    public String word() {
        return word;
    }

    /** The name with the arguments, as in a synopsis. */
    public String synopsis() {
        return arguments.isEmpty() ? word : word + " " + arguments;
    }

    /** What its arguments are. */
    public Completion completion() {
        return completion;
    }

    /** What it does: a phrase that begins with a verb, without a full stop. */
    public String help() {
        return help;
    }

    /** Whether it makes sense within the interpreter only. */
    public boolean isInterpreters() {
        return place == Place.INTERPRETER;
    }

    /** Whether it may start a daemon manager, which needs the configured folders. */
    public boolean mayStart() {
        return this == START || this == RESTART;
    }

    /** Whether a running manager can do it, whatever is wrong with the configuration beside the control socket's name. */
    public boolean isAnsweredByManager() {
        return switch (this) {
            case STATUS, STOP, KILL, WAIT, LOGTAIL, REOPEN_TRANSCRIPT, LOGREOPEN, RESTART -> true;
            case START, FOREGROUND, FG, UPGRADE, UPDATE, SHOW, CHECK, HELP, RELOAD, SHELL, QUIT -> false;
        };
    }

    /** Whether it begins with a question to the manager, which may be of another user than a changed configuration names. */
    public boolean asksFirst() {
        return this == START || (this != LOGTAIL && isAnsweredByManager());
    }

    /**
     * Checks what can be checked of the arguments before anything is done.
     *
     * @return a warning; mostly empty
     */
    public String check(List<String> arguments) throws UsageException {
        int most = switch (this) {
            case START, FOREGROUND, FG, RELOAD, SHELL, STATUS -> Integer.MAX_VALUE;
            case KILL, LOGTAIL, SHOW, HELP -> 1;
            case STOP, RESTART, WAIT, REOPEN_TRANSCRIPT, LOGREOPEN, UPGRADE, UPDATE, CHECK, QUIT -> 0;
        };
        if (!arguments.isEmpty() && !takesAnyWords()) {
            OptionHints.refuse(this, arguments);
        }
        if (arguments.size() <= most) {
            return "";
        }
        if (this == STOP || this == RESTART) {
            return "warning: '" + word + "' takes no arguments; ignored: " + String.join(" ", arguments);
        }
        throw new UsageException("too many arguments for '" + word + "'; the action is: " + synopsis());
    }

    /** {@return the name with the arguments, as in a synopsis, for a file with many programs} */
    public String synopsisOfMany() {
        return switch (this) {
            case START -> "start [NAME...] [-- ARGS]";
            case STOP, REOPEN_TRANSCRIPT, LOGREOPEN, LOGTAIL -> word + " [NAME...]";
            case RESTART -> "restart [--rolling] [NAME...]";
            case STATUS -> "status [-l] [NAME...]";
            case KILL -> "kill SIG [NAME...]";
            case WAIT -> "wait NAME...";
            case FOREGROUND, FG -> word + " [NAME [-- ARGS]]";
            case UPDATE -> "update [--dry-run] [--no-rollback]";
            case UPGRADE, SHOW, CHECK, HELP, RELOAD, SHELL, QUIT -> synopsis();
        };
    }

    /**
     * Whether one of many programs may be named.
     *
     * @param position after so many other words
     */
    public boolean takesNames(int position) {
        return switch (this) {
            case START, STOP, RESTART, STATUS, WAIT, REOPEN_TRANSCRIPT, LOGREOPEN, LOGTAIL -> true;
            case FOREGROUND, FG, SHOW -> position == 0;
            case KILL -> position > 0;
            case UPGRADE, UPDATE, CHECK, HELP, RELOAD, SHELL, QUIT -> false;
        };
    }

    /** Whether its arguments can be any words. */
    boolean takesAnyWords() {
        return this == START || this == FOREGROUND || this == FG || this == RELOAD || this == SHELL;
    }

    /** What may be offered to complete the arguments of an action. */
    public enum Completion {
        /** Nothing. */
        NOTHING,
        /** File names. */
        FILES,
        /** Names of signals. */
        SIGNALS,
        /** Names of actions. */
        ACTIONS,
        /** Names of options of the configuration file. */
        OPTIONS,
        /** Options as on the command line. */
        COMMAND_LINE
    }
}
