package zdaemon.spec;

/** What happens to the program's output while it cannot be written. */
public enum FullPolicy {
    /** Nothing is lost: once the pipe is full too, the program waits. */
    BLOCK,
    /** The program never waits: output is thrown away, and a line says how much when writing works again. */
    DROP
}
