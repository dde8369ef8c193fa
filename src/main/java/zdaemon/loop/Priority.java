package zdaemon.loop;

/** Who comes first when several sources are ready in one turn of the loop. */
public enum Priority {
    /** What a forked child says of its exec: a program that ends at once is first seen to have started. */
    EXEC_REPORT,
    /** Signals, and the dead that they tell of. */
    SIGNAL,
    /** The ends of processes that are no children. */
    PROCESS,
    /** What programs write. */
    OUTPUT,
    /** Deadlines of programs, event logs and the like. */
    DEADLINE,
    /** Requests of clients. */
    CLIENT,
    /** Answers to clients who wait: they see all that has happened in the turn. */
    ANSWER
}
