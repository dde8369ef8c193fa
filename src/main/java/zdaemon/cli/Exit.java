package zdaemon.cli;

/** The exit statuses of behaviour §1 and §2. */
final class Exit {
    /** Done, or nothing to do. */
    static final int DONE = 0;
    /** The command could not do its work. */
    static final int FAILED = 1;
    /** The command line or the configuration is wrong; nothing was done. */
    static final int USAGE = 2;
    /** {@code status}: there is no manager. */
    static final int NO_MANAGER = 3;
    /** A mistake in zdaemon itself (EX_SOFTWARE of sysexits.h). */
    static final int INTERNAL = 70;
    /** What a shell shows for a process that a signal ended, less the signal's number. */
    static final int SIGNALLED = 128;

    private Exit() {
    }
}
