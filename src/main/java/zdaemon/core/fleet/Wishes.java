package zdaemon.core.fleet;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Fleet.Quit;
import zdaemon.core.fleet.Standing.Life;

/** The first phase: what a request means for the members that it names and for those around them. */
final class Wishes {
    private final Turn turn;

    Wishes(Turn turn) {
        this.turn = turn;
    }

    void start(List<String> names) {
        if (refused(names)) {
            return;
        }
        SortedSet<Integer> named = numbers(names);
        for (int m : named) {
            turn.note(turn.roster.name(m));
            wantBefore(m, true);
            start(m);
        }
        startNeeds(named);
    }

    private void start(int m) {
        Standing standing = turn.get(m).asked();
        if (standing.life() == Life.DONE && turn.programOf(m).oneshot() && !standing.leaves()) {
            turn.set(m, standing);
            return;
        }
        boolean runs = standing.life().active() && standing.life() != Life.STOPPING && !standing.leaves();
        if (!runs) {
            turn.set(m, wanted(standing, new Cause.Requested()));
            return;
        }
        turn.set(m, standing.life() == Life.RETRYING ? standing.in(Life.STARTING).ordered() : standing);
        turn.add(new Command.Start(turn.roster.name(m), new Cause.Requested()));
    }

    private static Standing wanted(Standing standing, Cause cause) {
        Standing wanted = standing.wanted() ? standing : standing.wanted(true).because(cause);
        boolean over = !standing.leaves() && (standing.life() == Life.FAILED || standing.life() == Life.DONE);
        return over ? wanted.in(Life.IDLE) : wanted;
    }

    /** All that the members need, directly or not, is to be up too, unless it is, or is a oneshot that is done. */
    private void startNeeds(Set<Integer> named) {
        Map<Integer, Integer> roots = new TreeMap<>();
        for (int m : named) {
            for (int need : turn.roster.needs(turn.roster.programNumber(m))) {
                roots.putIfAbsent(need, m);
            }
        }
        spread(roots, turn.roster::needs).forEach((p, root) -> eachMember(p, m -> {
            Standing standing = turn.get(m);
            boolean done = standing.life() == Life.DONE && turn.programOf(m).oneshot() && !standing.leaves();
            if (!done && !standing.wanted() && !named.contains(m)) {
                turn.set(m, wanted(standing, new Cause.NeededBy(turn.roster.name(root))).asked());
            }
        }));
    }

    /** What is wanted without running waits for nothing that nobody wants. */
    void startNeeded() {
        TreeSet<Integer> waiting = new TreeSet<>();
        for (int m = 0; m < turn.roster.members(); m++) {
            if (turn.get(m).wanted() && !turn.get(m).life().active()) {
                waiting.add(m);
            }
        }
        startNeeds(waiting);
    }

    void stop(List<String> names) {
        SortedSet<Integer> named = numbers(names);
        for (int m : named) {
            wantBefore(m, false);
            Standing standing = turn.get(m).asked();
            if (standing.life() == Life.STOPPING) {
                turn.add(new Command.Stop(turn.roster.name(m), new Cause.Requested()));
            }
            turn.set(m, stopped(standing, true, new Cause.Requested()));
        }
        stopDependants(named, Cause.NeedStopped::new, true);
    }

    /** Those that need these members, directly or not, are not to be up any more. */
    void stopDependants(Set<Integer> named, Function<String, Cause> cause, boolean requested) {
        spread(dependants(named), turn.roster::neededBy).forEach((p, root) -> eachMember(p, m -> {
            Standing standing = turn.get(m);
            if (!named.contains(m) && standing.wanted()) {
                if (requested) {
                    wantBefore(m, false);
                }
                turn.set(m, stopped(standing, false, cause.apply(turn.roster.name(root))).asked());
            }
        }));
    }

    private static Standing stopped(Standing standing, boolean named, Cause cause) {
        boolean leaves = standing.leaves()
                || (standing.life() == Life.DONE ? named : standing.life().active() && standing.life() != Life.STOPPING);
        Standing next = standing.wanted() || leaves ? standing.because(cause) : standing;
        return next.wanted(false).leaves(leaves);
    }

    void restart(List<String> names) {
        if (refused(names)) {
            return;
        }
        SortedSet<Integer> named = numbers(names);
        TreeSet<Integer> leaving = new TreeSet<>();
        for (int m : named) {
            wantBefore(m, true);
            Standing standing = turn.get(m).asked();
            boolean leaves = leavesToReturn(standing) || standing.life() == Life.DONE;
            turn.set(m, wanted(standing.leaves(standing.leaves() || leaves), new Cause.Requested())
                    .because(new Cause.Requested()));
            if (leaves) {
                leaving.add(m);
            }
        }
        restartDependants(named, leaving);
        startNeeds(named);
    }

    /** Those that need these members, directly or not, and run are to go down and come back. */
    private void restartDependants(Set<Integer> named, Set<Integer> leaving) {
        spread(dependants(leaving), turn.roster::neededBy).forEach((p, root) -> eachMember(p, m -> {
            Standing standing = turn.get(m);
            if (!named.contains(m) && leavesToReturn(standing) && !standing.leaves()) {
                turn.set(m, standing.asked().leaves(true).because(new Cause.NeedRestarted(turn.roster.name(root))));
            }
        }));
    }

    private static boolean leavesToReturn(Standing standing) {
        return standing.life().active() && standing.life() != Life.STOPPING;
    }

    void shutdown(int status, Cause cause) {
        if (turn.quit.isPresent()) {
            return;
        }
        new Updates(turn).abandon();
        new Turns(turn).cancel(cause);
        turn.quit = Optional.of(new Quit(status, cause));
        for (int m = 0; m < turn.roster.members(); m++) {
            Standing standing = turn.get(m);
            if (standing.wanted() || standing.life().active()) {
                turn.set(m, stopped(standing, false, cause).asked());
            }
        }
    }

    private boolean refused(List<String> names) {
        if (turn.quit.isEmpty()) {
            return false;
        }
        for (int m : numbers(names)) {
            turn.add(new Command.Report(turn.roster.name(m), new Outcome.Refused(turn.quit.get().cause())));
        }
        return true;
    }

    /** What is asked for in the middle of an update holds also if that is undone. */
    private void wantBefore(int m, boolean wanted) {
        turn.updating.ifPresent(updating -> turn.updating = Optional.of(updating.wanting(turn.roster.name(m), wanted)));
    }

    private SortedSet<Integer> numbers(List<String> names) {
        SortedSet<Integer> numbers = new TreeSet<>();
        for (String name : names) {
            numbers.add(turn.roster.number(name));
        }
        return numbers;
    }

    private Map<Integer, Integer> dependants(Set<Integer> named) {
        Map<Integer, Integer> roots = new TreeMap<>();
        for (int m : named) {
            for (int other : turn.roster.neededBy(turn.roster.programNumber(m))) {
                roots.putIfAbsent(other, m);
            }
        }
        return roots;
    }

    /** The programs that can be reached from these, each with the member from which it was reached first. */
    private Map<Integer, Integer> spread(Map<Integer, Integer> roots, Function<Integer, int[]> edges) {
        Map<Integer, Integer> reached = new TreeMap<>(roots);
        Deque<Integer> next = new ArrayDeque<>(roots.keySet());
        while (!next.isEmpty()) {
            int p = next.remove();
            for (int q : edges.apply(p)) {
                if (reached.putIfAbsent(q, reached.get(p)) == null) {
                    next.add(q);
                }
            }
        }
        return reached;
    }

    private interface Member {
        void take(int m);
    }

    private void eachMember(int p, Member action) {
        for (int m = turn.roster.first(p); m < turn.roster.first(p) + turn.roster.count(p); m++) {
            action.take(m);
        }
    }
}
