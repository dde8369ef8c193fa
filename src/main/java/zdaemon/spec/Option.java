package zdaemon.spec;

import java.util.Optional;

/**
 * The one table of options: the command line, the schema of {@code <runner>}, {@code show}, the manual page and the
 * completions are all made from it.
 *
 * <p>Source: behaviour §1. An option with a letter or a long name may be given on the command line, one with a key in
 * the file, many in both.
 */
public enum Option {
    /** The configuration file. */
    CONFIGURE("", "configure", "C", Kind.PATH, "", "read the configuration from this file or file: URL"),
    /** Replaces one value of the configuration file; repeatable. */
    OVERRIDE("", "", "X", Kind.OVERRIDE, "", "override a value of the configuration file; repeatable"),
    /** The command to keep alive; the only option without which nothing works. */
    PROGRAM("program", "program", "p", Kind.COMMAND, "", "the command to run, split on white space"),
    /** The control socket. */
    SOCKET_NAME("socket-name", "socket-name", "s", Kind.PATH, "zdsock",
            "path of the control socket, one for each program"),
    /** Background or foreground manager; as a command-line flag it has no effect. */
    DAEMON("daemon", "daemon", "d", Kind.FLAG, "on", "kept for old scripts: running in the background is the default"),
    /** The working directory of the program. */
    DIRECTORY("directory", "directory", "z", Kind.PATH, "", "directory to change to before running the program"),
    /** Seconds of life that count as healthy, and the number of quick exits to give up at. */
    BACKOFF_LIMIT("backoff-limit", "backoff-limit", "b", Kind.SECONDS, "10",
            "give up after so many quick ends in a row; quick means within so many seconds"),
    /** Never give up. */
    FOREVER("forever", "forever", "f", Kind.FLAG, "off", "never give up on a crashing program"),
    /** Statuses after which the program is not restarted. */
    EXIT_CODES("exit-codes", "exit-codes", "x", Kind.INTEGERS, "0,2",
            "exit statuses after which the program is not started again"),
    /** How long a client waits for the program to come up. */
    START_TIMEOUT("start-timeout", "start-timeout", "T", Kind.SECONDS, "300",
            "how long start waits for the program to come up"),
    /** How long a program without a start test must live to count as started. */
    START_SECONDS("start-seconds", "", "", Kind.SECONDS, "1",
            "how long the program must live to count as started; 0: at once"),
    /** How long the program has between SIGTERM and SIGKILL. */
    STOP_TIMEOUT("stop-timeout", "", "", Kind.SECONDS, "300",
            "how long stop waits between SIGTERM and SIGKILL; 0: SIGKILL is never sent"),
    /** What a program that is to end gets first. */
    STOP_SIGNAL("stop-signal", "", "", Kind.TEXT, "TERM", "name or number of the signal that asks the program to end"),
    /** Who else gets that, and is waited for. */
    STOP_SCOPE("stop-scope", "", "", Kind.TEXT, "program",
            "whom stop ends: program, group (its process group) or all (whatever stems from it)"),
    /** The readiness test. */
    START_TEST_PROGRAM("start-test-program", "", "", Kind.COMMAND, "", "command that exits 0 once the program is up"),
    /** The account to run as. */
    USER("user", "user", "u", Kind.TEXT, "", "name or numeric id of the user to run as"),
    /** File mode creation mask. */
    UMASK("umask", "umask", "m", Kind.OCTAL, "022", "file mode creation mask of the program, octal"),
    /** Where the program's output goes. */
    TRANSCRIPT("transcript", "transcript", "t", Kind.PATH, "/dev/null", "file that collects the program's output"),
    /** What happens when the transcript cannot be written. */
    TRANSCRIPT_FULL("transcript-full", "", "", Kind.TEXT, "block", "when the transcript's disk is full: block or drop"),
    /** What {@code logtail} follows. */
    LOGFILE("logfile", "logfile", "l", Kind.PATH, "", "log file that logtail shows"),
    /** Enter the interpreter; what the file says about it is {@link #DEFAULT_TO_INTERACTIVE}. */
    INTERACTIVE("", "interactive", "i", Kind.FLAG, "",
            "read actions from standard input, after the ACTION if there is one"),
    /** Enter the interpreter when there is no action. */
    DEFAULT_TO_INTERACTIVE("default-to-interactive", "", "", Kind.FLAG, "on",
            "read actions from standard input when none is given"),
    /** The interpreter's prompt. */
    PROMPT("prompt", "", "", Kind.TEXT, "zdaemon>", "prompt of the interactive interpreter"),
    /** Keep the manager after a stop. */
    HANG_AROUND("hang-around", "", "", Kind.FLAG, "off", "keep the manager when the program is stopped"),
    /** Accepted for old scripts. */
    SCHEMA("", "schema", "S", Kind.PATH, "", "kept for old scripts; only the built-in schema exists"),
    /** Accepted in the file and ignored. */
    PYTHON("python", "", "", Kind.IGNORED, "", "kept for old files; ignored"),
    /** Accepted in the file and ignored. */
    ZDRUN("zdrun", "", "", Kind.IGNORED, "", "kept for old files; ignored"),
    /** Prints the usage. */
    HELP("", "help", "h", Kind.FLAG, "", "print this help and exit"),
    /** Prints the version. */
    VERSION("", "version", "", Kind.FLAG, "", "print the version and exit");

    /** What kind of value an option takes; {@link #placeholder()} names it in the usage. */
    public enum Kind {
        /** No value on the command line, a boolean in the file. */
        FLAG(""),
        /** Any text. */
        TEXT("TEXT"),
        /** A path; see behaviour §1 for those that are checked and expanded. */
        PATH("PATH"),
        /** Words, split on white space. */
        COMMAND("COMMAND"),
        /** A time: an integer, with an optional {@code s}, {@code m}, {@code h} or {@code d}. */
        SECONDS("SECONDS"),
        /** Octal digits. */
        OCTAL("OCTAL"),
        /** Integers, separated by commas. */
        INTEGERS("N,N..."),
        /** {@code section/key=value}. */
        OVERRIDE("SECTION/KEY=VALUE"),
        /** Anything, and nobody reads it. */
        IGNORED("");

        private final String placeholder;

        Kind(String placeholder) {
            this.placeholder = placeholder;
        }

        /** {@return the word that stands for the value in a usage text, empty when there is none} */
        public String placeholder() {
            return placeholder;
        }
    }

    private final String key;
    private final String longName;
    private final String letter;
    private final Kind kind;
    private final String fallback;
    private final String help;

    Option(String key, String longName, String letter, Kind kind, String fallback, String help) {
        this.key = key;
        this.longName = longName;
        this.letter = letter;
        this.kind = kind;
        this.fallback = fallback;
        this.help = help;
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

    /** {@return the kind of the value} */
    public Kind kind() {
        return kind;
    }

    /** {@return the default as one would write it in the file; empty when there is no default} */
    public Optional<String> fallback() {
        return present(fallback);
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
}
