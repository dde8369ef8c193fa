package zdaemon.core.fleet;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Fleet.FleetStep;
import zdaemon.core.fleet.Fleet.Quit;
import zdaemon.core.fleet.Fleet.Rolling;
import zdaemon.core.fleet.Fleet.Totals;
import zdaemon.core.fleet.Standing.Errand;
import zdaemon.core.fleet.Standing.Life;

/**
 * One step of a fleet: the copy of its state on which the step works. {@link Wishes}, {@link Facts}, {@link Updates} and
 * {@link Turns} decide what is wanted; {@link #settle} moves what can move then.
 */
final class Turn {
    final FleetEvent event;
    Roster roster;
    Optional<Rolling> rolling;
    Optional<Updating> updating;
    Optional<Quit> quit;
    /** The member of which the event reports something, as the cause for those that waited for it. */
    Optional<Cause.Awaited> trigger = Optional.empty();

    private final Fleet before;
    private Slots<Standing> members;
    private Slots<Tally> tallies;
    private Totals totals;
    private final List<Command> commands = new ArrayList<>();
    private final Set<String> changed = new LinkedHashSet<>();
    private final Deque<Integer> untold = new ArrayDeque<>();
    private TreeSet<Integer> look = new TreeSet<>();
    private final TreeSet<Integer> unheard = new TreeSet<>();

    Turn(Fleet fleet, FleetEvent event) {
        this.event = event;
        before = fleet;
        roster = fleet.roster();
        members = fleet.members;
        tallies = fleet.tallies;
        totals = fleet.totals;
        rolling = fleet.rolling;
        updating = fleet.updating;
        quit = fleet.quit;
    }

    FleetStep take() {
        switch (event) {
            case FleetEvent.Start(List<String> names) -> new Wishes(this).start(names);
            case FleetEvent.Stop(List<String> names) -> new Wishes(this).stop(names);
            case FleetEvent.Restart(List<String> names, boolean inTurn) -> {
                if (inTurn) {
                    new Turns(this).begin(names);
                } else {
                    new Wishes(this).restart(names);
                }
            }
            case FleetEvent.Shutdown(int status, String by) -> new Wishes(this).shutdown(status, new Cause.Shutdown(by));
            case FleetEvent.Update(UpdatePlan plan, boolean rollback) -> new Updates(this).begin(before, plan, rollback);
            case FleetEvent.Resume() -> resume();
            case FleetEvent.Ready(String name) -> new Facts(this, name).ready();
            case FleetEvent.Crashed(String name) -> new Facts(this, name).crashed();
            case FleetEvent.Down(String name) -> new Facts(this, name).down();
            case FleetEvent.Ended ended -> new Facts(this, ended.member()).ended(ended.ending());
            case FleetEvent.GivenUp givenUp -> new Facts(this, givenUp.member()).givenUp(givenUp);
            case FleetEvent.Overdue(String name) -> new Facts(this, name).overdue();
        }
        do {
            settle();
        } while (new Turns(this).advance() || new Updates(this).advance());
        boolean over = before.over || ends();
        Fleet after = new Fleet(roster, before.hangAround, false, members, tallies, totals, rolling, updating, quit, over);
        return new FleetStep(after, commands, List.copyOf(changed));
    }

    /** What a predecessor left half done goes on; programs around each member hear of it for the first time. */
    private void resume() {
        tellAll();
        new Wishes(this).startNeeded();
    }

    void tellAll() {
        for (int p = 0; p < roster.programs(); p++) {
            untold.add(p);
        }
        for (int m = 0; m < roster.members(); m++) {
            look.add(m);
        }
    }

    private boolean ends() {
        boolean idle = totals.active() == 0 && !before.over;
        if (idle && quit.isPresent()) {
            commands.add(new Command.Exit(quit.get().status()));
            return true;
        }
        if (idle && !before.hangAround && totals.wanted() == 0) {
            commands.add(new Command.Exit(totals.failed() > 0 ? 1 : 0));
            return true;
        }
        return false;
    }

    Standing get(int member) {
        return members.get(member);
    }

    Totals totals() {
        return totals;
    }

    void add(Command command) {
        commands.add(command);
    }

    Program programOf(int member) {
        return roster.program(roster.programNumber(member));
    }

    void set(int member, Standing next) {
        Standing old = members.get(member);
        int p = roster.programNumber(member);
        boolean oneshot = roster.program(p).oneshot();
        boolean parts = parts(member);
        members = members.with(member, next);
        tallies = tallies.with(p, tallies.get(p).counting(old, oneshot, parts, -1).counting(next, oneshot, parts, 1));
        totals = totals.counting(old, parts, -1).counting(next, parts, 1);
        untold.add(p);
        look.add(member);
        unheard.add(member);
        changed.add(roster.name(member));
    }

    boolean parts(int member) {
        return updating.isPresent() && updating.get().parts(roster.name(member));
    }

    /** Another phase of an update, or another configuration: all sums anew. */
    void replace(Roster other, List<Standing> standings, Optional<Updating> phase) {
        Set<String> carried = new LinkedHashSet<>(changed);
        roster = other;
        updating = phase;
        Fleet empty = Fleet.of(other, before.hangAround);
        members = empty.members;
        tallies = empty.tallies;
        totals = empty.totals;
        untold.clear();
        look.clear();
        unheard.clear();
        for (int m = 0; m < standings.size(); m++) {
            set(m, standings.get(m));
        }
        changed.clear();
        changed.addAll(carried);
        tellAll();
    }

    void note(String member) {
        changed.add(member);
    }

    /** Moves what can move: first stops, the last one in the order first, then starts; and reports what is settled. */
    private void settle() {
        report();
        while (!look.isEmpty() || !untold.isEmpty()) {
            tell();
            TreeSet<Integer> now = look;
            look = new TreeSet<>();
            for (int m : now.descendingSet()) {
                leave(m);
            }
            tell();
            now.addAll(look);
            for (int m : now) {
                enter(m);
            }
        }
        report();
    }

    private void leave(int m) {
        Standing standing = get(m);
        Tally tally = tallies.get(roster.programNumber(m));
        if (!standing.leaves() || !tally.mayStop(parts(m))) {
            return;
        }
        String name = roster.name(m);
        if (standing.life() == Life.DONE) {
            set(m, standing.in(Life.IDLE).leaves(false));
        } else if (standing.wanted() && tally.mayStart() && mayStart(m)) {
            set(m, standing.in(Life.STARTING).leaves(false).ordered());
            add(new Command.Restart(name, standing.cause()));
        } else {
            set(m, standing.in(Life.STOPPING).leaves(false).ordered());
            add(new Command.Stop(name, standing.cause()));
        }
    }

    private void enter(int m) {
        Standing standing = get(m);
        if (standing.wanted() && !standing.leaves() && standing.life() == Life.IDLE
                && tallies.get(roster.programNumber(m)).mayStart() && mayStart(m)) {
            String name = roster.name(m);
            boolean waited = before.roster() == roster && before.members.get(m).wanted()
                    && before.members.get(m).life() == Life.IDLE;
            Cause cause = waited && trigger.isPresent() ? trigger.get() : standing.cause();
            set(m, standing.in(Life.STARTING).ordered());
            add(new Command.Start(name, cause));
        }
    }

    boolean mayStart(int m) {
        return quit.isEmpty() && !parts(m);
    }

    boolean needsAreMet(int m) {
        tell();
        return tallies.get(roster.programNumber(m)).mayStart() && mayStart(m);
    }

    /** Tells the programs around those that have changed, and marks the members that this lets move. */
    private void tell() {
        while (!untold.isEmpty()) {
            int p = untold.remove();
            Tally tally = tallies.get(p);
            int flags = tally.flags(roster.count(p), roster.program(p).oneshot());
            int news = flags ^ tally.told();
            tallies = tallies.with(p, tally.told(flags));
            hear(roster.neededBy(p), news & Tally.SATISFIED, flags);
            hear(roster.needs(p), news & Tally.HOLDING, flags);
            hear(roster.afterBy(p), news & Tally.COMING, flags);
            hear(roster.after(p), news & Tally.LEAVING, flags);
            hear(roster.needs(p), news & Tally.PINNING, flags);
        }
    }

    private void hear(int[] programs, int flag, int flags) {
        if (flag == 0) {
            return;
        }
        for (int q : programs) {
            Tally next = tallies.get(q).hearing(flag, (flags & flag) != 0);
            tallies = tallies.with(q, next);
            untold.add(q);
            boolean lets = next.mayStart() ? next.coming() > 0 : false;
            lets |= next.leaving() > 0 && (next.mayStop(false) || next.mayStop(true));
            for (int m = roster.first(q); lets && m < roster.first(q) + roster.count(q); m++) {
                look.add(m);
            }
        }
    }

    private void report() {
        while (!unheard.isEmpty()) {
            int m = unheard.removeFirst();
            Standing standing = get(m);
            boolean lost = parts(m) && updating.get().plan().loses(roster.name(m))
                    && !standing.life().active() && !standing.leaves();
            if (standing.open() && (standing.settled() || lost)) {
                set(m, standing.told());
                unheard.remove(m);
                Outcome outcome = outcome(standing);
                add(new Command.Report(roster.name(m), outcome));
                if (standing.errand() == Errand.WATCHED) {
                    new Updates(this).watched(m, outcome);
                }
            }
        }
    }

    private static Outcome outcome(Standing standing) {
        return switch (standing.life()) {
            case READY -> new Outcome.Up(standing.moved());
            case DONE -> new Outcome.Done(standing.moved());
            case FAILED -> new Outcome.Failed(standing.cause());
            case IDLE, STARTING, RETRYING, STOPPING -> new Outcome.Down(standing.moved(), standing.cause());
        };
    }
}
