package zdaemon.core.fleet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zdaemon.core.Ending;

/** The machines of all members, as far as the fleet sees them: what each was told, and what may happen to it next. */
final class Machines {

    /** What a member really is. */
    enum Real { NONE, BEGINNING, DELAYED, UP, ENDING, RETURNING }

    private final Map<String, Real> real;
    private final Set<String> done;

    Machines() {
        real = new HashMap<>();
        done = new HashSet<>();
    }

    private Machines(Machines other) {
        real = new HashMap<>(other.real);
        done = new HashSet<>(other.done);
    }

    Machines copy() {
        return new Machines(this);
    }

    Real of(String member) {
        return real.getOrDefault(member, Real.NONE);
    }

    /** Whether its last process ended well and for good. */
    boolean isDone(String member) {
        return done.contains(member);
    }

    boolean runs(String member) {
        return of(member) != Real.NONE;
    }

    boolean anything() {
        return real.values().stream().anyMatch(each -> each != Real.NONE);
    }

    void obey(Command command) {
        switch (command) {
            case Command.Start(String m, _) -> {
                done.remove(m);
                real.merge(m, Real.BEGINNING, (now, start) -> now == Real.NONE || now == Real.DELAYED ? start : now);
            }
            case Command.Stop(String m, _) -> {
                assertTrue(runs(m), () -> m + " is stopped and does not run");
                real.put(m, Real.ENDING);
            }
            case Command.Restart(String m, _) -> {
                assertTrue(runs(m), () -> m + " is restarted and does not run");
                real.put(m, Real.RETURNING);
            }
            case Command.Relay _, Command.Report _, Command.Switch _, Command.Updated _, Command.Exit _ -> {}
        }
    }

    /** Everything that may happen to a member now. */
    List<FleetEvent> possible(String m, boolean oneshot) {
        FleetEvent crash = new FleetEvent.Crashed(m);
        FleetEvent givenUp = new FleetEvent.GivenUp(m, "quit", Optional.of(new Ending.Exited(3)));
        FleetEvent ended = new FleetEvent.Ended(m, new Ending.Exited(oneshot ? 0 : 3));
        FleetEvent ready = new FleetEvent.Ready(m);
        return switch (of(m)) {
            case NONE -> List.of();
            case BEGINNING -> oneshot ? List.of(ended, crash, givenUp) : List.of(ready, crash, ended, givenUp);
            case DELAYED -> oneshot ? List.of(ended, givenUp) : List.of(ready, ended, givenUp);
            case UP -> List.of(crash, ended, givenUp);
            case ENDING -> List.of(new FleetEvent.Down(m));
            case RETURNING -> oneshot ? List.of(ended, givenUp) : List.of(ready, crash, givenUp);
        };
    }

    void happen(FleetEvent event) {
        switch (event) {
            case FleetEvent.Ready(String m) -> real.put(m, Real.UP);
            case FleetEvent.Crashed(String m) -> real.put(m, Real.DELAYED);
            case FleetEvent.Down(String m) -> real.put(m, Real.NONE);
            case FleetEvent.Ended ended -> {
                real.put(ended.member(), Real.NONE);
                done.add(ended.member());
            }
            case FleetEvent.GivenUp givenUp -> real.put(givenUp.member(), Real.NONE);
            case FleetEvent.Start _, FleetEvent.Stop _, FleetEvent.Restart _, FleetEvent.Shutdown _, FleetEvent.Update _,
                    FleetEvent.Resume _, FleetEvent.Overdue _ -> {}
        }
    }

    List<Real> all(List<String> members) {
        List<Real> all = new ArrayList<>();
        members.forEach(m -> all.add(of(m)));
        return all;
    }

    static String plain(Command command) {
        return switch (command) {
            case Command.Start(String m, _) -> "start " + m;
            case Command.Stop(String m, _) -> "stop " + m;
            case Command.Restart(String m, _) -> "restart " + m;
            case Command.Relay(String m) -> "relay " + m;
            case Command.Switch() -> "switch";
            case Command.Updated(Command.Result result) -> "updated " + result;
            case Command.Exit(int status) -> "exit " + status;
            case Command.Report(String m, Command.Outcome outcome) -> "report " + m + " " + switch (outcome) {
                case Command.Outcome.Up(boolean anew) -> "up " + anew;
                case Command.Outcome.Done(boolean anew) -> "done " + anew;
                case Command.Outcome.Down(boolean anew, _) -> "down " + anew;
                case Command.Outcome.Failed _ -> "failed";
                case Command.Outcome.Refused _ -> "refused";
            };
        };
    }
}
