package zdaemon.core;

/** The signals that end a program. */
public enum StopSignal {
    /** Asks it to end: SIGTERM, or what stop-signal says. */
    TERM,
    /** Follows {@link #TERM}, because a stopped process does not see that one before it is continued. */
    CONT,
    /** Ends it. */
    KILL
}
