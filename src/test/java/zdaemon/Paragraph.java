package zdaemon;

/** What the tool has to do: the paragraphs, table rows and bullets of the behaviour page, section by section. */
public enum Paragraph {
    GETOPT("1 Command line: parsing, as getopt does it"),
    OPTIONS("1 Command line: the table of options"),
    PRECEDENCE("1 Command line: it wins over the file; an option given twice"),
    USAGE_ERRORS("1 Command line: usage and configuration errors"),
    TILDE("1 Command line: ~ and ~user"),
    FOLDERS("1 Command line: folders that are created"),
    SOCKET_PATH("1 Command line: the longest socket path"),

    NO_ACTION("2 Actions: none, and -i"),
    START("2 Actions: start"),
    START_FAILS("2 Actions: start, and the manager gives up"),
    START_TIMEOUT("2 Actions: start takes too long"),
    STOP("2 Actions: stop"),
    RESTART("2 Actions: restart"),
    STATUS("2 Actions: status"),
    STATUS_LONG("2 Actions: status -l, status x"),
    KILL("2 Actions: kill"),
    WAIT("2 Actions: wait"),
    FOREGROUND("2 Actions: foreground, fg"),
    REOPEN_TRANSCRIPT("2 Actions: reopen_transcript"),
    LOGREOPEN("2 Actions: logreopen"),
    LOGTAIL("2 Actions: logtail"),
    SHOW("2 Actions: show"),
    HELP("2 Actions: help"),
    UNKNOWN_ACTION("2 Actions: an unknown one"),
    ARGUMENTS("2 Actions: arguments of start and fg"),
    SIGNAL_NAMES("2 Actions: names of signals"),
    PROGRESS("2 Actions: signs of life"),
    DIFFERENT_PROGRAM("2 Actions: the manager has a different program"),
    USER("2 Actions: the user"),
    DAEMON_OFF("2 Actions: daemon off"),
    INTERRUPTION("2 Actions: interrupting a client"),
    EXIT_STATUSES("2 Actions: what could not do its work does not exit with 0"),

    GREETING("3 Interpreter: greeting and prompt"),
    INTERPRETER_ACTIONS("3 Interpreter: the actions"),
    QUIT("3 Interpreter: quit"),
    END_OF_FILE("3 Interpreter: end of file"),
    SHELL("3 Interpreter: shell, !"),
    RELOAD("3 Interpreter: reload"),
    EMPTY_LINE("3 Interpreter: an empty line"),
    INTERPRETER_HELP("3 Interpreter: help"),
    TERMINAL("3 Interpreter: editing, history and completion on a terminal"),
    PIPE("3 Interpreter: reading from a pipe"),

    SESSION("4 Manager: its session and surroundings"),
    SOCKET("4 Manager: its socket, and two starters"),
    STALE_SOCKET("4 Manager: a socket that nobody answers"),
    LOOKUP("4 Manager: finding the program"),
    PROGRAM_GETS("4 Manager: what the program gets"),
    BACK_OFF("4 Manager: back-off"),
    EXIT_CODES("4 Manager: exit codes"),
    STOPPING("4 Manager: stopping"),
    READINESS("4 Manager: readiness"),
    MANAGER_SIGNALS("4 Manager: signals to it"),
    TRANSCRIPT("4 Manager: the transcript"),
    REOPENING("4 Manager: reopening the transcript and event logs"),

    WIRE("5 Wire protocol: a line, a reply, the end"),
    WIRE_START("5 Wire protocol: start"),
    WIRE_STOP("5 Wire protocol: stop"),
    WIRE_RESTART("5 Wire protocol: restart"),
    WIRE_EXIT("5 Wire protocol: exit"),
    WIRE_KILL("5 Wire protocol: kill"),
    WIRE_STATUS("5 Wire protocol: status, key by key"),
    WIRE_REOPEN("5 Wire protocol: reopen_transcript"),
    WIRE_HELP("5 Wire protocol: help"),
    WIRE_MISTAKES("5 Wire protocol: requests that are none"),
    WIRE_STRINGS("5 Wire protocol: strings and lists"),
    OLD_MANAGERS("5 Wire protocol: a new client and an old manager"),
    OLD_CLIENTS("5 Wire protocol: an old client and a new manager"),

    LINES("6 Configuration: lines and comments"),
    KEYS("6 Configuration: keys and values"),
    SECTIONS("6 Configuration: sections"),
    DEFINE("6 Configuration: %define and $"),
    INCLUDE("6 Configuration: %include"),
    IMPORT("6 Configuration: %import"),
    CONFIGURATION_ERRORS("6 Configuration: errors and their places"),
    KNOWN_SECTIONS("6 Configuration: runner, environment, eventlog"),
    TYPES("6 Configuration: types of values"),
    BROKEN_INPUT("6 Configuration: whatever a file holds"),
    LOG_LEVELS("6 Event log: levels"),
    LOG_HANDLERS("6 Event log: what all handlers have"),
    LOGFILE("6 Event log: logfile"),
    SYSLOG("6 Event log: syslog"),
    HTTP_LOGGER("6 Event log: http-logger"),
    EMAIL_NOTIFIER("6 Event log: email-notifier"),
    HANDLER_DOWN("6 Event log: a handler that is down"),
    WIN32_EVENTLOG("6 Event log: win32-eventlog"),
    LOG_FIELDS("6 Event log: fields"),
    MANAGER_MESSAGES("6 Event log: the manager's own messages"),

    MANUAL("The users' manual: its examples");

    private final String title;

    Paragraph(String title) {
        this.title = title;
    }

    /** The number of the section and what the paragraph is about. */
    public String title() {
        return title;
    }
}
