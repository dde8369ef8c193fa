package zdaemon.manager;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import zdaemon.core.fleet.Command;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.UpdatePlan;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;

/**
 * The configuration that is in force, and, during an update, the other one: that which is to be, or, once it is in force, that
 * to which there is a way back.
 */
final class FleetUpdates {
    /** Why members have not come up. */
    private final Map<String, String> failures = new HashMap<>();
    private FleetConfiguration inForce;
    private Optional<FleetConfiguration> other = Optional.empty();

    FleetUpdates(FleetLaunch mandate) {
        this.inForce = new FleetConfiguration(mandate);
    }

    FleetConfiguration inForce() {
        return inForce;
    }

    boolean isUnderWay() {
        return other.isPresent();
    }

    /**
     * What has to be done so that all is as another configuration says.
     *
     * @return empty while another update is under way
     * @throws ManagerFailure when a running manager cannot follow it
     */
    Optional<UpdatePlan> plan(FleetLaunch wanted) throws ManagerFailure {
        FleetLaunch now = inForce.launch();
        if (!wanted.manager().equals(now.manager()) || !wanted.process().equals(now.process())) {
            throw new ManagerFailure(1,
                    "the <manager> or <eventlog> section has changed, which is in force only after a stop and a start");
        }
        return other.isPresent() ? Optional.empty() : Optional.of(UpdatePlan.between(
                inForce.described(), new FleetConfiguration(wanted).described(), FleetConfiguration::needsNewProcess));
    }

    /** Programs that are started anew keep the environment that the manager was started in. */
    void begin(FleetLaunch wanted) {
        other = Optional.of(new FleetConfiguration(wanted).in(inForce.launch().environment()));
    }

    /** The other configuration is in force now; that may be the former one again. */
    void change() {
        FleetConfiguration before = inForce;
        inForce = other.orElseThrow();
        other = Optional.of(before);
    }

    /**
     * The update is over.
     *
     * @return why a member has not come up; empty if all have
     */
    String end(Command.Result result) {
        String why = switch (result) {
            case Command.Result.Undone(String name) -> failure(name);
            case Command.Result.Failed(String name) -> failure(name);
            case Command.Result.Applied(), Command.Result.Refused() -> "";
        };
        other = Optional.empty();
        return why;
    }

    void failed(String member, String reason) {
        failures.put(Program.key(member), reason);
    }

    private String failure(String member) {
        return failures.getOrDefault(Program.key(member), "it did not come up");
    }
}
