package zdaemon.spec;

/** Whom a stop reaches and waits for, besides the program's own process. */
public enum StopScope {
    /** Nobody: what the program leaves behind lives on. */
    PROGRAM,
    /** The program's process group, setpgid(2): what a terminal's interrupt key would reach. */
    GROUP,
    /** Every process that stems from the program, whichever group or session it is in. */
    ALL
}
