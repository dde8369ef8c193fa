package zdaemon.core.fleet;

import java.util.Optional;
import java.util.Set;
import zdaemon.core.Ending;
import zdaemon.core.Ending.Exited;
import zdaemon.core.Ending.Killed;
import zdaemon.core.Ending.Unknown;
import zdaemon.core.fleet.Standing.Errand;

/** The first phase: what has happened to a member, and what that means for those that need it. */
final class Facts {
    private final Turn turn;
    private final int member;
    private final String name;

    Facts(Turn turn, String name) {
        this.turn = turn;
        this.member = turn.roster.find(name).orElse(-1);
        this.name = name;
        turn.trigger = Optional.of(name);
    }

    void ready() {
        Life life = life();
        if ((life == Life.STARTING || life == Life.RETRYING) && !turn.programOf(member).oneshot()) {
            turn.set(member, turn.get(member).in(Life.READY));
        }
    }

    void crashed() {
        Life life = life();
        if (life == Life.STARTING || life == Life.READY) {
            turn.set(member, turn.get(member).in(Life.RETRYING));
        }
    }

    void down() {
        if (life().active()) {
            turn.set(member, turn.get(member).in(Life.IDLE).leaves(false));
        }
    }

    void ended(Ending ending) {
        if (endedOnTheWayOut()) {
            return;
        }
        boolean oneshot = turn.programOf(member).oneshot();
        boolean good = oneshot || life() == Life.READY;
        Standing standing = turn.get(member).because(new Cause.Ended(ending));
        turn.set(member, good ? standing.in(Life.DONE).wanted(false) : standing.failed(text(ending)));
        if (!oneshot) {
            gone(status(ending));
        }
    }

    void givenUp(FleetEvent.GivenUp event) {
        if (!endedOnTheWayOut()) {
            turn.set(member, turn.get(member).because(new Cause.GivenUp()).failed(event.reason()));
            gone(event.last().map(Facts::status).orElse(1));
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

    private Life life() {
        return member < 0 ? Life.IDLE : turn.get(member).life();
    }

    private static int status(Ending ending) {
        return switch (ending) {
            case Exited(int status) -> status;
            case Killed(int signal, _, _) -> 128 + signal;
            case Unknown() -> 1;
        };
    }

    private static String text(Ending ending) {
        return switch (ending) {
            case Exited(int status) -> "exit status " + status;
            case Killed(_, String signal, boolean core) -> "terminated by " + signal + (core ? " (core dumped)" : "");
            case Unknown() -> "ended (adopted, exit status unknown)";
        };
    }
}
