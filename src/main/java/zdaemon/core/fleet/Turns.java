package zdaemon.core.fleet;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Fleet.Rolling;
import zdaemon.core.fleet.Standing.Errand;
import zdaemon.core.fleet.Standing.Life;

/**
 * Rolling restarts: one member at a time, in the order of starts, the next one when the last one is up. The first that
 * does not come up, or is stopped by a request, ends it. As the point is that a program is never down as a whole, those
 * that need one with several instances are left alone.
 */
final class Turns {
    private final Turn turn;

    Turns(Turn turn) {
        this.turn = turn;
    }

    void begin(List<String> names) {
        if (turn.quit.isPresent() || turn.updating.isPresent()) {
            new Wishes(turn).restart(names);
            return;
        }
        cancel(new Cause.Requested());
        TreeSet<Integer> order = new TreeSet<>();
        for (String name : names) {
            order.add(turn.roster.number(name));
        }
        for (int m : order) {
            turn.set(m, turn.get(m).on(Errand.QUEUED));
        }
        turn.rolling = Optional.of(new Rolling(List.copyOf(order), 0, false));
    }

    /** Gives the turn to the next member, if it is time; whether anything was done. */
    boolean advance() {
        if (turn.rolling.isEmpty()) {
            return false;
        }
        Rolling rolling = turn.rolling.get();
        if (rolling.at() == rolling.order().size()) {
            turn.rolling = Optional.empty();
            return false;
        }
        int m = rolling.order().get(rolling.at());
        Standing standing = turn.get(m);
        if (!rolling.begun() && standing.errand() == Errand.QUEUED) {
            turn.rolling = Optional.of(new Rolling(rolling.order(), rolling.at(), true));
            restart(m);
            return true;
        }
        if (rolling.begun() && standing.open()) {
            return false;
        }
        if (rolling.begun() && standing.life() != Life.READY && standing.life() != Life.DONE) {
            cancel(new Cause.RollingStopped(turn.roster.name(m)));
            return true;
        }
        turn.rolling = Optional.of(new Rolling(rolling.order(), rolling.at() + 1, false));
        return true;
    }

    private void restart(int m) {
        Standing standing = turn.get(m);
        boolean runs = standing.life().active() && !standing.leaving();
        if (turn.roster.count(turn.roster.programNumber(m)) > 1 && runs && turn.needsAreMet(m)) {
            Cause cause = new Cause.Requested();
            turn.set(m, standing.asked().because(cause).in(Life.STARTING).ordered());
            turn.add(new Command.Restart(turn.roster.name(m), cause));
        } else {
            new Wishes(turn).restart(List.of(turn.roster.name(m)));
        }
    }

    void cancel(Cause cause) {
        if (turn.rolling.isEmpty()) {
            return;
        }
        for (int m : turn.rolling.get().order()) {
            if (turn.get(m).errand() == Errand.QUEUED) {
                turn.set(m, turn.get(m).on(Errand.NONE));
                turn.add(new Command.Report(turn.roster.name(m), new Outcome.Refused(cause)));
            }
        }
        turn.rolling = Optional.empty();
    }
}
