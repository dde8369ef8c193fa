package zdaemon.cli.console;

/** The exit statuses of behaviour §1 and §2. */
public final class Exit {
    /** Done, or nothing to do. */
    public static final int DONE = 0;
    /** The command could not do its work. */
    public static final int FAILED = 1;
    /** The command line or the configuration is wrong; nothing was done. */
    public static final int USAGE = 2;
    /** {@code status}: there is no manager. */
    public static final int NO_MANAGER = 3;
    /** An internal error (EX_SOFTWARE of sysexits.h). */
    public static final int INTERNAL = 70;
    /** What a shell shows for a process that a signal ended, less the signal's number. */
    public static final int SIGNALLED = 128;

    private Exit() {
    }
}
