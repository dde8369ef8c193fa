package zdaemon.reference;

import java.util.List;
import zdaemon.spec.Option;

/** What the manual page says about an option beyond {@link Option#help()} (behaviour §1, §4). */
final class OptionText {

    private OptionText() {
    }

    /** Paragraphs; literal words between backquotes. */
    static List<String> of(Option option) {
        return switch (option) {
            case CONFIGURE -> List.of("The configuration file: a path, or a `file:` URL. See CONFIGURATION.");
            case OVERRIDE -> List.of("Overrides a value of the configuration file, for example `-X "
                    + "runner/stop-timeout=10`, `-X environment/LANG=C` or `-X eventlog/logfile/path=STDOUT`. Needs "
                    + "`-C`, and may be repeated.");
            case PROGRAM -> List.of("The command to run and its arguments. It is split on white space; quotes, "
                    + "wildcards and the like mean nothing. A program without a slash is looked up on `PATH`. "
                    + "Required, here or in the file.");
            case SOCKET_NAME -> List.of("The Unix socket through which the other actions find the daemon manager; one "
                    + "for each program. A relative path begins in the current directory, so better give an absolute "
                    + "one. `~` and `~user` are expanded. The socket's folder is made when only its last component is "
                    + "missing. At most 107 bytes, made absolute.");
            case DAEMON -> List.of("Whether to run in the background, in a session of its own. When off, `start` stays "
                    + "in the terminal until the program ends for good; `directory`, `umask` and `transcript` are not "
                    + "used then. The option has no effect.");
            case DIRECTORY -> List.of("The directory in which the program runs. `~` and `~user` are expanded, and it "
                    + "is made when only its last component is missing. A relative `transcript` begins there.");
            case BACKOFF_LIMIT -> List.of("A program that ends by itself within so many seconds ended quickly. After "
                    + "the first quick end the next start is a second away, after the second two seconds, and so on; "
                    + "after as many as the limit the daemon manager gives up, unless `forever` is on.");
            case FOREVER -> List.of("Never give up: at the `backoff-limit` the program is started again and again, "
                    + "with as many seconds between.");
            case EXIT_CODES -> List.of("When the program ends by itself with one of these statuses, it is not started "
                    + "again, `forever` or not, and the daemon manager ends with the same status. May be empty. A "
                    + "death by signal is never on the list.");
            case START_TIMEOUT -> List.of("How long `start` and `restart` wait for the program to come up. The program "
                    + "goes on when the time is up.");
            case START_SECONDS -> List.of("How long the program must live to count as started: `start` and `restart` "
                    + "return then. With 0 it counts as started once it has been executed. With a "
                    + "`start-test-program` that decides instead.");
            case STOP_TIMEOUT -> List.of("How long a program that is stopped or restarted has between SIGTERM, or "
                    + "`stop-signal`, and SIGKILL. With 0 it never gets SIGKILL.");
            case STOP_SIGNAL -> List.of("What asks the program to end: a signal's name or number. SIGCONT follows, "
                    + "because a stopped program does not see it otherwise.");
            case STOP_SCOPE -> List.of("Whom a stop or restart ends. With `program` only the program's own process gets "
                    + "the signals and is waited for; should it leave others behind, they live on, and `stop` and the "
                    + "event log name them. With `group` its whole process group, with `all` every process that stems "
                    + "from it gets them too and is waited for; whoever is left after `stop-timeout` gets SIGKILL. In the "
                    + "terminal, with `daemon off`, the program has no group of its own, and `group` is as `program`. What "
                    + "a program of such a scope leaves behind when it ends by itself gets SIGKILL at once, before "
                    + "the program is started again.");
            case START_TEST_PROGRAM -> List.of("A command that exits with status 0 when the program is ready. It is "
                    + "run once a second after each start, one at a time, until it does; `start` and `restart` return "
                    + "only then.");
            case USER -> List.of("The user to run as, by name or number: user id, group id and supplementary groups. "
                    + "Only root can name another user. The environment, `HOME` included, stays as it is unless "
                    + "<environment> sets it.");
            case UMASK -> List.of("The file mode creation mask of the program, in octal.");
            case TRANSCRIPT -> List.of("The file to which the program's output and errors are appended; made when "
                    + "missing. See `reopen_transcript` for its rotation.");
            case TRANSCRIPT_FULL -> List.of("What happens while the transcript cannot be written, because its disk is "
                    + "full for example. With `block` the program waits once the pipe to the daemon manager is full, "
                    + "and nothing is lost. With `drop` it never waits, output is thrown away, and a line in the "
                    + "transcript says how many bytes are missing. `status` tells about both.");
            case LOGFILE -> List.of("The file that `logtail` shows. Nothing is written to it.");
            case INTERACTIVE -> List.of("Read actions from standard input, one a line; an ACTION runs first.");
            case DEFAULT_TO_INTERACTIVE -> List.of("Whether actions are read from standard input when there is none on "
                    + "the command line. When off, that takes `-i`.");
            case PROMPT -> List.of("What the interactive interpreter prompts with, if standard input is a terminal.");
            case HANG_AROUND -> List.of("Keep the daemon manager when the program is stopped; the next start uses it "
                    + "again.");
            case SCHEMA -> List.of("Kept for old scripts. Only the built-in schema exists; another one is refused.");
            case PYTHON, ZDRUN -> List.of("Kept for old files. Ignored.");
            case HELP -> List.of("Print a summary and exit.");
            case VERSION -> List.of("Print the version and exit.");
        };
    }
}
