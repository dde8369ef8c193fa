package zdaemon.spec;

import java.util.List;
import java.util.Optional;
import zdaemon.spec.ProgramSpec.FullPolicy;
import zdaemon.spec.ProgramSpec.StopScope;
import zdaemon.spec.Spec.ClientSpec;

/**
 * The one table of options. A row says all there is to say: the command line, the schema of {@code <runner>}, the reading of
 * values, {@code show}, the manual page, the completions, what is written for managers and successors, and what a program, a
 * manager and a client get of it are made from the table. So a new option is a row here, and {@link Spec} gives its value
 * where it is used.
 *
 * <p>Source: behaviour §1. An option with a letter or a long name may be given on the command line, one with a key in
 * the file, many in both.
 */
public enum Option {
    CONFIGURE("", "configure", "C", Kind.PATH, For.COMMAND, "", "read the configuration from this file or file: URL"),
    OVERRIDE("", "", "X", Kind.OVERRIDE, For.COMMAND, "", "override a value of the configuration file; repeatable"),
    PROGRAM("program", "program", "p", Kind.COMMAND, For.PROGRAM, "", "the command to run, split on white space"),
    SHELL_WORDS("shell-words", "", "", Kind.FLAG, For.PROGRAM, "off",
            "split program as a shell does, with quotes and backslashes; nothing is expanded"),
    SOCKET_NAME("socket-name", "socket-name", "s", Kind.SOCKET, For.MANAGER, "zdsock",
            "path of the control socket, one for each program"),
    DAEMON("daemon", "daemon", "d", Kind.FLAG, For.MANAGER, "on", "kept for old scripts: running in the background is the default"),
    DIRECTORY("directory", "directory", "z", Kind.DIRECTORY, For.PROGRAM, "", "directory to change to before running the program"),
    BACKOFF_LIMIT("backoff-limit", "backoff-limit", "b", Kind.SECONDS, For.PROGRAM, "10",
            "give up after so many quick ends in a row; quick means within so many seconds"),
    FOREVER("forever", "forever", "f", Kind.FLAG, For.PROGRAM, "off", "never give up on a crashing program"),
    EXIT_CODES("exit-codes", "exit-codes", "x", Kind.INTEGERS, For.PROGRAM, "0,2",
            "exit statuses after which the program is not started again"),
    START_TIMEOUT("start-timeout", "start-timeout", "T", Kind.SECONDS, For.PROGRAM, "300",
            "how long start waits for the program to come up"),
    START_SECONDS("start-seconds", "", "", Kind.SECONDS, For.PROGRAM, "1",
            "how long the program must live to count as started; 0: at once"),
    STOP_TIMEOUT("stop-timeout", "", "", Kind.SECONDS, For.PROGRAM, "300",
            "how long stop waits between SIGTERM and SIGKILL; 0: SIGKILL is never sent"),
    STOP_SIGNAL("stop-signal", "", "", Kind.SIGNAL, For.PROGRAM, "TERM", "name or number of the signal that asks the program to end"),
    STOP_SCOPE("stop-scope", "", "", Kind.CHOICE, For.PROGRAM, "program", StopScope.values(),
            "which processes stop ends: program, group (its process group) or all (the program and all its descendants)"),
    START_TEST_PROGRAM("start-test-program", "", "", Kind.COMMAND, For.PROGRAM, "", "command that exits 0 once the program is up"),
    USER("user", "user", "u", Kind.USER, For.PROGRAM, "", "name or numeric id of the user to run as"),
    UMASK("umask", "umask", "m", Kind.OCTAL, For.PROGRAM, "022", "file mode creation mask of the program, octal"),
    TRANSCRIPT("transcript", "transcript", "t", Kind.PATH, For.PROGRAM, "/dev/null", "file that collects the program's output"),
    TRANSCRIPT_FULL("transcript-full", "", "", Kind.CHOICE, For.PROGRAM, "block", FullPolicy.values(),
            "when the transcript's disk is full: block or drop"),
    LOGFILE("logfile", "logfile", "l", Kind.PATH, For.CLIENT, "", "log file that logtail shows"),
    INTERACTIVE("", "interactive", "i", Kind.FLAG, For.CLIENT, "",
            "read actions from standard input, after the ACTION if there is one"),
    DEFAULT_TO_INTERACTIVE("default-to-interactive", "", "", Kind.FLAG, For.CLIENT, "on",
            "read actions from standard input when none is given"),
    PROMPT("prompt", "", "", Kind.TEXT, For.CLIENT, "zdaemon>", "prompt of the interactive interpreter"),
    HANG_AROUND("hang-around", "", "", Kind.FLAG, For.MANAGER, "off", "keep the manager when the program is stopped"),
    NEEDS("needs", "", "", Kind.NAMES, For.FLEET, "", "programs that must be ready before this one starts, and outlive it"),
    AFTER("after", "", "", Kind.NAMES, For.FLEET, "", "programs that start before this one and stop after it"),
    ONESHOT("oneshot", "", "", Kind.FLAG, For.FLEET, "off", "run once, until the exit status is 0"),
    INSTANCES("instances", "", "", Kind.INSTANCES, For.FLEET, "", "how many of this program to run, named NAME.1 and so on"),
    AUTOSTART("autostart", "", "", Kind.FLAG, For.FLEET, "on", "start with all the others"),
    ESSENTIAL("essential", "", "", Kind.FLAG, For.FLEET, "off", "stop all and end the manager when this program has ended for good"),
    SCHEMA("", "schema", "S", Kind.PATH, For.COMMAND, "", "kept for old scripts; only the built-in schema exists"),
    PYTHON("python", "", "", Kind.IGNORED, For.NOBODY, "", "kept for old files; ignored"),
    ZDRUN("zdrun", "", "", Kind.IGNORED, For.NOBODY, "", "kept for old files; ignored"),
    HELP("", "help", "h", Kind.FLAG, For.COMMAND, "", "print this help and exit"),
    VERSION("", "version", "", Kind.FLAG, For.COMMAND, "", "print the version and exit");

    /** Who needs an option's value. */
    public enum For {
        /** One program: {@link ProgramSpec}. */
        PROGRAM,
        /** The manager of it: {@link ManagerSpec}. */
        MANAGER,
        /** A client alone: {@link ClientSpec}. */
        CLIENT,
        /** The fleet of a manager of many programs; a file with one program has no such key. */
        FLEET,
        /** The command that is being run; it is no setting. */
        COMMAND,
        /** Nobody: old files have it. */
        NOBODY
    }

    /** What kind of value an option takes. */
    public enum Kind {
        /** No value on the command line, a boolean in the file; {@link Spec#flag}. */
        FLAG("", Form.FLAG),
        /** Any text; {@link Spec#text}. */
        TEXT("TEXT", Form.TEXT),
        /** A path; {@code ~} is expanded. */
        PATH("PATH", Form.TEXT),
        /** The path of a directory that exists, or whose parent does. */
        DIRECTORY("PATH", Form.TEXT),
        /** A path short enough for a socket, in a directory that exists, or whose parent does. */
        SOCKET("PATH", Form.TEXT),
        /** An account's name or number. */
        USER("TEXT", Form.TEXT),
        /** A signal's name or number. */
        SIGNAL("TEXT", Form.TEXT),
        /** Words, split on white space; {@link Spec#words}. */
        COMMAND("COMMAND", Form.WORDS),
        /** Names of programs, split on white space. */
        NAMES("NAME...", Form.WORDS),
        /** How many instances. */
        INSTANCES("N", Form.NUMBER),
        /** A time: an integer, with an optional {@code s}, {@code m}, {@code h} or {@code d}; {@link Spec#number}. */
        SECONDS("SECONDS", Form.NUMBER),
        /** Octal digits; {@link Spec#number}. */
        OCTAL("OCTAL", Form.NUMBER),
        /** Integers, separated by commas; {@link Spec#numbers}. */
        INTEGERS("N,N...", Form.NUMBERS),
        /** One of the row's constants; {@link Spec#choice}. */
        CHOICE("TEXT", Form.CHOICE),
        /** {@code section/key=value}. */
        OVERRIDE("SECTION/KEY=VALUE", Form.TEXT),
        /** Anything, and nobody reads it. */
        IGNORED("", Form.TEXT);

        private final String placeholder;
        private final Form form;

        Kind(String placeholder, Form form) {
            this.placeholder = placeholder;
            this.form = form;
        }

        /** {@return the word that stands for the value in a usage text, empty when there is none} */
        public String placeholder() {
            return placeholder;
        }

        /** {@return whether it names a file} */
        public boolean isPath() {
            return this == PATH || this == DIRECTORY || this == SOCKET;
        }
    }

    /** What a value is made of, once it has been read. */
    enum Form { FLAG, TEXT, WORDS, NUMBER, NUMBERS, CHOICE }

    private static final Option[] ALL = values();

    private final String key;
    private final String longName;
    private final String letter;
    private final Kind kind;
    private final For audience;
    private final String fallback;
    private final Enum<?>[] choices;
    private final String help;

    Option(String key, String longName, String letter, Kind kind, For audience, String fallback, String help) {
        this(key, longName, letter, kind, audience, fallback, new Enum<?>[0], help);
    }

    Option(String key, String longName, String letter, Kind kind, For audience, String fallback, Enum<?>[] choices,
            String help) {
        this.key = key;
        this.longName = longName;
        this.letter = letter;
        this.kind = kind;
        this.audience = audience;
        this.fallback = fallback;
        this.choices = choices;
        this.help = help;
    }

    /** {@return the option of that key in {@code <runner>}, lower case; empty when there is none} */
    public static Optional<Option> ofKey(String key) {
        for (Option option : ALL) {
            if (!key.isEmpty() && option.key.equals(key)) {
                return Optional.of(option);
            }
        }
        return Optional.empty();
    }

    /** {@return the key in {@code <runner>}, lower case; empty when the option has no place in the file} */
    public Optional<String> key() {
        return present(key);
    }

    /** {@return the long name without {@code --}; empty when there is none} */
    public Optional<String> longName() {
        return present(longName);
    }

    /** {@return the letter without {@code -}, one character; empty when there is none} */
    public Optional<String> letter() {
        return present(letter);
    }

    /** {@return whether it has a key in the {@code <runner>} of a file with one program} */
    public boolean isOfOneProgram() {
        return !key.isEmpty() && audience != For.FLEET;
    }

    /** {@return whether only a new process of the program can have another value} */
    public boolean needsNewProcess() {
        return this == PROGRAM || this == SHELL_WORDS || this == DIRECTORY || this == USER || this == UMASK
                || this == TRANSCRIPT;
    }

    /** {@return the kind of the value} */
    public Kind kind() {
        return kind;
    }

    /** {@return who needs the value} */
    public For audience() {
        return audience;
    }

    /** {@return the default as one would write it in the file; empty when there is no default} */
    public Optional<String> fallback() {
        return present(fallback);
    }

    /** {@return what there is to choose from, for {@link Kind#CHOICE}; in the file they are written as {@link #word}} */
    public List<Enum<?>> choices() {
        return List.of(choices);
    }

    /** {@return a constant as it is written in the file: lower case, and a hyphen for an underscore} */
    public static String word(Enum<?> constant) {
        String name = constant.name();
        StringBuilder word = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            word.append(c == '_' ? '-' : c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return word.toString();
    }

    /** {@return one line for the usage text, without a full stop} */
    public String help() {
        return help;
    }

    /** {@return whether the command line has it} */
    public boolean onCommandLine() {
        return !letter.isEmpty() || !longName.isEmpty();
    }

    /** {@return whether the option takes a value on the command line} */
    public boolean takesValue() {
        return kind != Kind.FLAG && kind != Kind.IGNORED;
    }

    private static Optional<String> present(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    Form form() {
        return kind.form;
    }

    boolean hasKey(String wanted) {
        return key.equals(wanted);
    }

    /** {@return what the manual page says beyond {@link #help()}: paragraphs, literal words between backquotes} */
    public List<String> details() {
        return switch (this) {
            case CONFIGURE -> List.of("The configuration file: a path, or a `file:` URL. See CONFIGURATION.");
            case OVERRIDE -> List.of("Overrides a value of the configuration file, for example `-X "
                    + "runner/stop-timeout=10`, `-X environment/LANG=C` or `-X eventlog/logfile/path=STDOUT`. Needs "
                    + "`-C`, and may be repeated.");
            case PROGRAM -> List.of("The command to run and its arguments. It is split on white space; quotes, "
                    + "wildcards and the like mean nothing. A program without a slash is looked up on `PATH`. "
                    + "Required, here or in the file.");
            case SHELL_WORDS -> List.of("Whether `program` is split as a POSIX shell does: single and double quotes and "
                    + "backslashes keep white space within a word. Nothing is expanded: no variables, no wildcards.");
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
                    + "from it gets them too and is waited for; processes that remain after `stop-timeout` get SIGKILL. In the "
                    + "terminal, with `daemon off`, the program has no group of its own, and `group` is as `program`. What "
                    + "a program of such a scope leaves behind when it ends by itself gets SIGKILL at once, before "
                    + "the program is started again.");
            case START_TEST_PROGRAM -> List.of("A command that exits with status 0 when the program is ready. It is "
                    + "run once a second after each start, one at a time, until it does; `start` and `restart` return "
                    + "only then.");
            case USER -> List.of("The user to run as, by name or number: user id, group id and supplementary groups. "
                    + "Only root can name another user. The environment, `HOME` included, stays as it is unless "
                    + "<environment> sets it; but with many programs `HOME`, `USER`, `LOGNAME` and `SHELL` are the user's.");
            case UMASK -> List.of("The file mode creation mask of the program, in octal.");
            case TRANSCRIPT -> List.of("The file to which the program's output and errors are appended; made when "
                    + "missing, with the mode that `umask` leaves of 0666. `~` and `~user` are expanded. See `reopen_transcript` for its rotation.");
            case TRANSCRIPT_FULL -> List.of("What happens while the transcript cannot be written, because its disk is "
                    + "full for example. With `block` the program waits once the pipe to the daemon manager is full, "
                    + "and nothing is lost. With `drop` it never waits, output is thrown away, and a line in the "
                    + "transcript says how many bytes are missing. `status` tells about both.");
            case LOGFILE -> List.of("The file that `logtail` shows. Nothing is written to it. `~` and `~user` are expanded.");
            case INTERACTIVE -> List.of("Read actions from standard input, one a line; an ACTION runs first.");
            case DEFAULT_TO_INTERACTIVE -> List.of("Whether actions are read from standard input when there is none on "
                    + "the command line. When off, that takes `-i`.");
            case PROMPT -> List.of("What the interactive interpreter prompts with, if standard input is a terminal.");
            case HANG_AROUND -> List.of("Keep the daemon manager when the program is stopped; the next start uses it "
                    + "again.");
            case NEEDS -> List.of("Programs that must be ready before this one starts: each has passed its start test or "
                    + "lived `start-seconds`, or is a `oneshot` that is done. This one is stopped before they are.");
            case AFTER -> List.of("Order alone: when both start or stop at the same time, those come first and leave last. "
                    + "Their failure does not matter.");
            case ONESHOT -> List.of("The program runs once. Exit status 0 is `done`; any other end is tried again as a crash "
                    + "is.");
            case INSTANCES -> List.of("Runs so many of the program, 1 to 1,000, as `NAME.1`, `NAME.2` and so on. "
                    + "`{instance}` and `{name}` are replaced in `program`, `directory`, `transcript` and <environment>.");
            case AUTOSTART -> List.of("Whether the program starts with all others. Otherwise it starts on demand, or when "
                    + "another one needs it.");
            case ESSENTIAL -> List.of("When this program has ended for good, all others are stopped in order and the daemon "
                    + "manager exits with its status, or 128 and the signal's number.");
            case SCHEMA -> List.of("Kept for old scripts. Only the built-in schema exists; another one is refused.");
            case PYTHON, ZDRUN -> List.of("Kept for old files. Ignored.");
            case HELP -> List.of("Print a summary and exit.");
            case VERSION -> List.of("Print the version and exit.");
        };
    }
}
