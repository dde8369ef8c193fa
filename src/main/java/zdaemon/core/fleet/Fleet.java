package zdaemon.core.fleet;


import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import zdaemon.core.fleet.Standing.Life;

/**
 * All programs of a manager: which of them are to be up, which may move now, and when the manager ends (programs §1, §2).
 * Each event is taken in two phases. First what is wanted: a start spreads to what is needed, a stop to those that need
 * it, and an end for good to those as well. Then what can move:
 *
 * <pre>
 * starts when   it is wanted, nothing of it runs, all that it needs is satisfied, and nothing that it comes after is coming
 * stops when    it is to leave, nothing that needs it runs, directly or by way of others, and nothing that comes after it
 *               is leaving
 * satisfied     all members are ready; of a oneshot, all are done, and what it needs is satisfied too
 * coming        wanted, and neither up nor failed at its first attempt
 *
 *          | start     | stop     | restart  | ready | crashed  | down | ended        | given up     | may move
 * ---------+-----------+----------+----------+-------+----------+------+--------------+--------------+----------------------
 * Idle     | wanted    | -        | wanted   | -     | -        | -    | -            | -            | wanted: Starting
 * Starting | again     | leaves   | leaves   | Ready | Retrying | Idle | Done, Failed | Failed       | leaves: Stopping, or
 * Retrying | Starting  | leaves   | leaves   | Ready | =        | Idle | Done, Failed | Failed       |   Starting if wanted
 * Ready    | again     | leaves   | leaves   | =     | Retrying | Idle | Done         | Failed       |   and it may start
 * Stopping | wanted    | again    | wanted   | -     | -        | Idle | Idle         | Idle         | -
 * Done     | =, wanted | leaves   | leaves   | -     | -        | -    | -            | -            | leaves: Idle
 * Failed   | wanted    | -        | wanted   | -     | -        | -    | -            | -            | -
 *
 * again    the machine is given the request once more; nothing changes here
 * =        a oneshot stays done; another program, which ended with a listed status, is wanted
 * ended    Done for a oneshot, and for what was ready; what leaves is Idle
 * </pre>
 *
 * <p>A crash changes nothing for others: those that wait for the program go on waiting, those that run go on running.
 *
 * <p>Immutable. An event costs time for what it affects, not for the size of the fleet; only a shutdown, an update and a
 * resumption look at everybody.
 */
public final class Fleet {
    private final Roster roster;
    final boolean hangAround;
    final boolean alone;
    final Slots<Standing> members;
    final Slots<Tally> tallies;
    final Totals totals;
    final Optional<Rolling> rolling;
    final Optional<Updating> updating;
    final Optional<Quit> quit;
    final boolean over;

    Fleet(Roster roster, boolean hangAround, boolean alone, Slots<Standing> members, Slots<Tally> tallies, Totals totals,
            Optional<Rolling> rolling, Optional<Updating> updating, Optional<Quit> quit, boolean over) {
        this.roster = roster;
        this.hangAround = hangAround;
        this.alone = alone;
        this.members = members;
        this.tallies = tallies;
        this.totals = totals;
        this.rolling = rolling;
        this.updating = updating;
        this.quit = quit;
        this.over = over;
    }

    /**
     * Sums over all members.
     *
     * @param active  of which a process may be there
     * @param wanted  that are to be up
     * @param failed  that were given up
     * @param watched that an update waits for
     * @param parting that are active and that an update stops
     */
    record Totals(int active, int wanted, int failed, int watched, int parting) {
        Totals counting(Standing member, boolean parts, int by) {
            boolean runs = member.life().active();
            return new Totals(
                    active + (runs ? by : 0),
                    wanted + (member.wanted() ? by : 0),
                    failed + (member.life() == Life.FAILED ? by : 0),
                    watched + (member.errand() == Standing.Errand.WATCHED ? by : 0),
                    parting + (runs && parts ? by : 0));
        }
    }

    /**
     * A rolling restart.
     *
     * @param order all its members
     * @param at    whose turn it is
     * @param begun whether that one's turn has begun
     */
    record Rolling(List<Integer> order, int at, boolean begun) {}

    /** Why the manager ends, and with which status, as soon as nothing runs. */
    record Quit(int status, Cause cause) {}

    /** A fleet in which nothing runs and nothing is wanted. */
    public static Fleet of(Roster roster, boolean hangAround) {
        return of(roster, hangAround, Collections.nCopies(roster.members(), Standing.INITIAL));
    }

    /**
     * The fleet of a manager that is gone. {@link FleetEvent.Resume} must be its first event.
     *
     * @param names     the members of the roster of which something is known
     * @param standings what is known of each
     */
    public static Fleet resumed(Roster roster, boolean hangAround, List<String> names, List<Standing> standings) {
        List<Standing> all = new ArrayList<>(Collections.nCopies(roster.members(), Standing.INITIAL));
        for (int i = 0; i < names.size(); i++) {
            all.set(roster.number(names.get(i)), standings.get(i));
        }
        return of(roster, hangAround, all);
    }

    /** The only program of an old file: its machine gets each request as it comes, and decides itself when to end. */
    public static Fleet alone(String name) {
        Fleet fleet = of(Roster.of(List.of(Program.named(name))), false);
        return new Fleet(fleet.roster, false, true, fleet.members, fleet.tallies, fleet.totals, fleet.rolling,
                fleet.updating, fleet.quit, false);
    }

    private static Fleet of(Roster roster, boolean hangAround, List<Standing> standings) {
        Totals totals = new Totals(0, 0, 0, 0, 0);
        List<Tally> tallies = new ArrayList<>();
        for (int p = 0; p < roster.programs(); p++) {
            Tally tally = Tally.initial(roster.needs(p).length);
            for (int m = roster.first(p); m < roster.first(p) + roster.count(p); m++) {
                tally = tally.counting(standings.get(m), roster.program(p).oneshot(), false, 1);
                totals = totals.counting(standings.get(m), false, 1);
            }
            tallies.add(tally);
        }
        return new Fleet(roster, hangAround, false, Slots.of(standings), Slots.of(tallies), totals, Optional.empty(),
                Optional.empty(), Optional.empty(), false);
    }

    /** Takes an event. Commands are to be done in their order; what comes of them are further events. */
    public static FleetStep step(Fleet fleet, FleetEvent event) {
        return fleet.alone ? Alone.step(fleet, event) : new Turn(fleet, event).take();
    }

    /** The programs and their members; another one after {@link Command.Switch}. */
    public Roster roster() {
        return roster;
    }

    /** What is known of a member. */
    public Standing standing(String member) {
        return members.get(roster.number(member));
    }

    /** Whether an update is under way. */
    public boolean isUpdating() {
        return updating.isPresent();
    }

    /** Whether the manager is to end as soon as nothing runs. */
    public boolean isEnding() {
        return quit.isPresent();
    }

    /** Whether each member that should be up is: what the exit status of {@code status} says. */
    public boolean isWhole(String member) {
        Standing standing = standing(member);
        boolean isHeldDown = standing.life() == Life.IDLE && standing.cause() instanceof Cause.NeedEnded;
        return standing.life() != Life.FAILED && !isHeldDown && (!standing.wanted() || standing.life() == Life.READY);
    }

    /**
     * Which programs a member waits for with its start, in the order of starts; empty if it does not wait. A oneshot that
     * is done is not named, but what it needs itself.
     */
    public List<String> waitsFor(String member) {
        int m = roster.number(member);
        Standing standing = members.get(m);
        if (!standing.wanted() || standing.leaves() || standing.life() != Life.IDLE) {
            return List.of();
        }
        int p = roster.programNumber(m);
        List<Integer> unmet = new ArrayList<>();
        for (int need : roster.needs(p)) {
            blockers(need, unmet);
        }
        for (int other : roster.after(p)) {
            if (tallies.get(other).coming() > 0 && !unmet.contains(other)) {
                unmet.add(other);
            }
        }
        unmet.sort(null);
        List<String> names = new ArrayList<>();
        for (int other : unmet) {
            names.add(roster.program(other).name());
        }
        return names;
    }

    /** This fleet as a record of what was wanted; its sums are not kept. */
    Fleet wanting(int m, boolean wanted) {
        return new Fleet(roster, hangAround, alone, members.with(m, members.get(m).wanted(wanted)), tallies, totals, rolling,
                updating, quit, over);
    }

    private void blockers(int p, List<Integer> found) {
        Tally tally = tallies.get(p);
        if (found.contains(p) || (tally.told() & Tally.SATISFIED) != 0) {
            return;
        }
        if (roster.program(p).oneshot() && tally.steady() == roster.count(p)) {
            for (int need : roster.needs(p)) {
                blockers(need, found);
            }
        } else {
            found.add(p);
        }
    }

    /**
     * The outcome of an event.
     *
     * @param fleet    the fleet after it
     * @param commands what is to be done now, in this order
     * @param changed  the members whose standing is another one now, to be written down before anything is done
     */
    public record FleetStep(Fleet fleet, List<Command> commands, List<String> changed) {

        /** Takes copies. */
        public FleetStep {
            commands = List.copyOf(commands);
            changed = List.copyOf(changed);
        }
    }

    /**
     * The fleet of an old file: one program, whose machine hears each request as it comes and decides all by itself.
     */
    static final class Alone {

        private Alone() {}

        static FleetStep step(Fleet fleet, FleetEvent event) {
            return switch (event) {
                case FleetEvent.Start _, FleetEvent.Stop _, FleetEvent.Restart _, FleetEvent.Shutdown _ ->
                        new FleetStep(fleet, List.of(new Command.Relay(fleet.roster().names().getFirst())), List.of());
                case FleetEvent.Update _ ->
                        new FleetStep(fleet, List.of(new Command.Updated(new Command.Result.Refused())), List.of());
                case FleetEvent.Resume(), FleetEvent.Ready _, FleetEvent.Crashed _, FleetEvent.Down _, FleetEvent.Ended _,
                        FleetEvent.GivenUp _, FleetEvent.Overdue _ -> new FleetStep(fleet, List.of(), List.of());
            };
        }
    }
}
