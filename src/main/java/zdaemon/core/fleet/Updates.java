package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Command.Result;
import zdaemon.core.fleet.Standing.Errand;
import zdaemon.core.fleet.Standing.Life;

/** The phases of an {@link Updating update}. */
final class Updates {
    private final Turn turn;

    Updates(Turn turn) {
        this.turn = turn;
    }

    void begin(Fleet before, UpdatePlan plan, boolean rollback) {
        if (turn.updating.isPresent() || turn.quit.isPresent()) {
            turn.add(new Command.Updated(new Result.Refused()));
        } else if (plan.changes().isEmpty()) {
            turn.add(new Command.Updated(new Result.Applied()));
        } else {
            new Turns(turn).cancel(new Cause.Updated());
            stop(Updating.begun(plan, rollback, before), new Cause.Updated());
        }
    }

    /** The first phase: what the plan stops leaves; it stays wanted, for a successor that knows only the old file. */
    private void stop(Updating phase, Cause cause) {
        List<Standing> standings = new ArrayList<>();
        for (int m = 0; m < turn.roster.members(); m++) {
            Standing standing = turn.get(m).on(Errand.NONE);
            String name = turn.roster.name(m);
            if (phase.parts(name) && standing.life().active()) {
                boolean leaves = standing.life() != Life.STOPPING;
                standing = standing.asked().leaves(leaves).because(cause);
            }
            add(standings, standing);
        }
        turn.replace(turn.roster, standings, Optional.of(phase));
    }

    /** Goes on when all that the plan stops is down, or all that it starts is up; whether anything was done. */
    boolean advance() {
        if (turn.updating.isEmpty()) {
            return false;
        }
        Updating updating = turn.updating.get();
        if (updating.stopping() && turn.totals().parting() == 0) {
            change(updating);
            return true;
        }
        if (!updating.stopping() && turn.totals().watched() == 0) {
            turn.updating = Optional.empty();
            turn.add(new Command.Updated(updating.failed().isEmpty() ? new Result.Applied()
                    : updating.failedAgain() ? new Result.Failed(updating.failed().get())
                    : new Result.Undone(updating.failed().get())));
            return true;
        }
        return false;
    }

    /** The second phase: the other configuration is in force. */
    private void change(Updating updating) {
        Roster other = updating.plan().to();
        List<Standing> standings = new ArrayList<>();
        for (int m = 0; m < other.members(); m++) {
            String name = other.name(m);
            OptionalInt here = turn.roster.find(name);
            Standing now = here.isPresent() ? turn.get(here.getAsInt()) : Standing.INITIAL;
            Standing next = updating.undoing() ? back(updating, name, here.isPresent(), now) : forth(updating, name, here.isPresent(), now);
            // Clients that wait for it go on waiting.
            next = now.open() && !next.open() ? next.asked() : next;
            boolean watched = next.wanted() && !next.life().active() && !next.leaves() && updating.starts(name);
            standings.add(watched ? next.asked().on(Errand.WATCHED) : next);
            if (!next.equals(now) || watched) {
                turn.note(name);
            }
        }
        reportLost(other);
        turn.replace(other, standings, Optional.of(updating.started()));
        turn.add(new Command.Switch());
        new Wishes(turn).startNeeded();
    }

    private static Standing forth(Updating updating, String name, boolean known, Standing now) {
        boolean autostart = updating.plan().to().program(
                updating.plan().to().programNumber(updating.plan().to().number(name))).autostart();
        if (!known) {
            return autostart ? now.wanted(true).because(new Cause.Updated()) : now;
        }
        if (!updating.plan().restarts(name)) {
            return now;
        }
        return switch (now.life()) {
            case DONE, FAILED -> now.in(Life.IDLE).leaves(false).wanted(true).because(new Cause.Updated());
            case IDLE, STARTING, RETRYING, READY, STOPPING -> now;
        };
    }

    /** As it was before the update; what runs and was not part of it goes on. */
    private static Standing back(Updating updating, String name, boolean known, Standing now) {
        Standing was = updating.before().standing(name).on(Errand.NONE);
        boolean untouched = known && !updating.parts(name);
        if (now.life().active() || (untouched && (!was.wanted() || now.life() == Life.DONE))) {
            return now;
        }
        boolean up = was.wanted();
        Cause cause = new Cause.RolledBack(updating.failed().orElse(name));
        return switch (was.life()) {
            case DONE, FAILED -> up ? was.told().in(Life.IDLE).leaves(false) : was.told().leaves(false);
            case IDLE, STARTING, RETRYING, READY, STOPPING ->
                    now.in(Life.IDLE).leaves(false).wanted(up).because(up ? cause : was.cause());
        };
    }

    /** The next standing in a list of all, in their order. */
    private void add(List<Standing> standings, Standing next) {
        int m = standings.size();
        if (!next.equals(turn.get(m))) {
            turn.note(turn.roster.name(m));
        }
        standings.add(next);
    }

    private void reportLost(Roster other) {
        for (int m = 0; m < turn.roster.members(); m++) {
            Standing standing = turn.get(m);
            if (standing.open() && !other.has(turn.roster.name(m))) {
                turn.add(new Command.Report(turn.roster.name(m), new Outcome.Down(standing.moved(), standing.cause())));
            }
        }
    }

    /** A member that the update waits for has settled. */
    void watched(int m, Outcome outcome) {
        switch (outcome) {
            case Outcome.Up _, Outcome.Done _ -> turn.set(m, turn.get(m).on(Errand.NONE));
            case Outcome.Down _, Outcome.Failed _, Outcome.Refused _ -> failed(m);
        }
    }

    void failed(int m) {
        Updating updating = turn.updating.orElseThrow();
        String name = turn.roster.name(m);
        if (updating.undoes()) {
            stop(updating.undo(name, drawnIn(updating.before())), new Cause.RolledBack(name));
        } else {
            turn.updating = Optional.of(updating.failed(name));
            turn.set(m, turn.get(m).on(Errand.NONE));
        }
    }

    /** What runs, or is to, although nobody wanted it when the update began. */
    private Set<String> drawnIn(Fleet before) {
        Set<String> drawn = new HashSet<>();
        for (int m = 0; m < turn.roster.members(); m++) {
            String name = turn.roster.name(m);
            Standing now = turn.get(m);
            boolean meant = before.roster().has(name) && !before.standing(name).wanted();
            boolean done = now.life() == Life.DONE;
            if (meant && (now.wanted() || done) && !(done && before.standing(name).life() == Life.DONE)) {
                drawn.add(name);
            }
        }
        return drawn;
    }

    /** The manager ends before the update does. */
    void abandon() {
        if (turn.updating.isPresent()) {
            List<Standing> standings = new ArrayList<>();
            for (int m = 0; m < turn.roster.members(); m++) {
                add(standings, turn.get(m).on(Errand.NONE));
            }
            turn.replace(turn.roster, standings, Optional.empty());
            turn.add(new Command.Updated(new Result.Refused()));
        }
    }
}
