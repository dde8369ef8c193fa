package zdaemon.cli.words;

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
