package zdaemon.core.fleet;

import java.util.Optional;
import java.util.Set;
import zdaemon.core.Ending;
import zdaemon.core.fleet.Cause.Passage;
import zdaemon.core.fleet.Standing.Errand;
import zdaemon.core.fleet.Standing.Life;

/** The first phase: what has happened to a member, and what that means for those that need it. */
final class Facts {
    private final Turn turn;
    private final int member;
    private final String name;

    Facts(Turn turn, String name) {
        this.turn = turn;
        this.member = turn.roster.find(name).orElse(-1);
        this.name = name;
    }

    void ready() {
        Life life = life();
        if ((life == Life.STARTING || life == Life.RETRYING) && !turn.programOf(member).oneshot()) {
            turn.set(member, turn.get(member).in(Life.READY));
            passed(Passage.READY);
        }
    }

    void crashed() {
        Life life = life();
        if (life == Life.STARTING || life == Life.READY) {
            turn.set(member, turn.get(member).in(Life.RETRYING));
            passed(Passage.CRASHED);
        }
    }

    void down() {
        if (life().active()) {
            turn.set(member, turn.get(member).in(Life.IDLE).leaves(false));
            passed(Passage.DOWN);
        }
    }

    void ended(Ending ending) {
        if (endedOnTheWayOut()) {
            return;
        }
        boolean oneshot = turn.programOf(member).oneshot();
        boolean good = oneshot || life() == Life.READY;
        turn.set(member, turn.get(member).ended(good ? Life.DONE : Life.FAILED, new Cause.Ended(ending)));
        passed(oneshot ? Passage.DONE : Passage.ENDED);
        if (!oneshot) {
            gone(Endings.status(ending));
        }
    }

    void givenUp(FleetEvent.GivenUp event) {
        if (!endedOnTheWayOut()) {
            turn.set(member, turn.get(member).ended(Life.FAILED, new Cause.GivenUp(event.reason())));
            passed(Passage.ENDED);
            gone(event.last().map(Endings::status).orElse(1));
        }
    }

    void overdue() {
        if (life().active() && turn.get(member).errand() == Errand.WATCHED) {
            new Updates(turn).failed(member);
        }
    }

    /** What was to go down anyway is down, whatever it ended with. What does not run cannot end. */
    private boolean endedOnTheWayOut() {
        Life life = life();
        if (life.active() && turn.get(member).leaving()) {
            down();
        }
        return !life.active() || life == Life.STOPPING || !turn.get(member).life().active();
    }

    /** The end for good of a program, unless an update that it is part of is undone because of it. */
    private void gone(int status) {
        boolean undone = turn.get(member).errand() == Errand.WATCHED
                && turn.updating.isPresent() && turn.updating.get().undoes();
        if (undone) {
            return;
        }
        if (turn.programOf(member).essential()) {
            new Wishes(turn).shutdown(status, new Cause.EssentialEnded(name));
        }
        new Wishes(turn).stopDependants(Set.of(member), Cause.NeedEnded::new, false);
    }

    private void passed(Passage how) {
        turn.trigger = Optional.of(new Cause.Awaited(name, how));
    }

    private Life life() {
        return member < 0 ? Life.IDLE : turn.get(member).life();
    }
}
