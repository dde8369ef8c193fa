package zdaemon.core.fleet;

/**
 * What is known of a program's members together, and of the programs around it, so that an event need not look at them.
 *
 * @param steady  members that others may rely on
 * @param active  members of which a process may be there
 * @param coming  members that those after it wait for with their start
 * @param leaving members that those before it wait for with their stop
 * @param parting active members that an update stops
 * @param unmet   programs needed that are not satisfied
 * @param ahead   programs to come first that have coming members
 * @param holders programs that need this one and are held by active members, or theirs
 * @param behind  programs that come after this one and have leaving members
 * @param pinned  as {@code holders}, of parting members
 * @param told    the flags that the programs around it have been told
 */
record Tally(int steady, int active, int coming, int leaving, int parting, int unmet, int ahead, int holders, int behind,
        int pinned, int told) {

    /** All members are steady; of a oneshot, what it needs is satisfied too. */
    static final int SATISFIED = 1;
    /** Active members here, or in programs that need it. */
    static final int HOLDING = 2;
    /** Coming members. */
    static final int COMING = 4;
    /** Leaving members. */
    static final int LEAVING = 8;
    /** Parting members here, or in programs that need it. */
    static final int PINNING = 16;

    static Tally initial(int needs) {
        return new Tally(0, 0, 0, 0, 0, needs, 0, 0, 0, 0, 0);
    }

    Tally counting(Standing member, boolean oneshot, boolean parts, int by) {
        boolean runs = member.life().active();
        return new Tally(
                steady + (member.steady(oneshot) ? by : 0),
                active + (runs ? by : 0),
                coming + (member.coming() ? by : 0),
                leaving + (member.leaving() ? by : 0),
                parting + (runs && parts ? by : 0),
                unmet, ahead, holders, behind, pinned, told);
    }

    int flags(int members, boolean oneshot) {
        return (steady == members && (!oneshot || unmet == 0) ? SATISFIED : 0)
                | (active > 0 || holders > 0 ? HOLDING : 0)
                | (coming > 0 ? COMING : 0)
                | (leaving > 0 ? LEAVING : 0)
                | (parting > 0 || pinned > 0 ? PINNING : 0);
    }

    Tally told(int flags) {
        return new Tally(steady, active, coming, leaving, parting, unmet, ahead, holders, behind, pinned, flags);
    }

    /** A neighbour's flag has been set or taken back. */
    Tally hearing(int flag, boolean set) {
        int by = set ? 1 : -1;
        return new Tally(steady, active, coming, leaving, parting,
                unmet - (flag == SATISFIED ? by : 0),
                ahead + (flag == COMING ? by : 0),
                holders + (flag == HOLDING ? by : 0),
                behind + (flag == LEAVING ? by : 0),
                pinned + (flag == PINNING ? by : 0),
                told);
    }

    boolean mayStart() {
        return unmet == 0 && ahead == 0;
    }

    boolean mayStop(boolean parts) {
        return behind == 0 && (parts ? pinned == 0 : holders == 0);
    }
}
