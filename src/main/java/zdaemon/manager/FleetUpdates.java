package zdaemon.manager;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import zdaemon.core.fleet.Command;
import zdaemon.core.fleet.FleetEvent;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.UpdatePlan;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Option;

/**
 * The configuration that is in force, and, during an update, the other one: that which is to be, or, once it is in force, that
 * to which there is a way back.
 */
final class FleetUpdates {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Loop loop;
    private final Consumer<FleetEvent> fleet;
    private final Map<String, Overdue> overdue = new HashMap<>();
    /** Why members have not come up. */
    private final Map<String, String> failures = new HashMap<>();
    private FleetConfiguration inForce;
    private Optional<FleetConfiguration> other = Optional.empty();

    /** @param fleet is told when a member takes longer than its start-timeout */
    FleetUpdates(FleetLaunch mandate, Loop loop, Consumer<FleetEvent> fleet) {
        this.inForce = new FleetConfiguration(mandate);
        this.loop = loop;
        this.fleet = fleet;
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

    /** A member is being started: an update minds when that takes longer than its start-timeout. */
    void started(Member member) {
        if (other.isPresent()) {
            settled(member.name());
            overdue.put(Program.key(member.name()), new Overdue(member));
        }
    }

    /** It is known what has become of it. */
    void settled(String member) {
        Overdue clock = overdue.remove(Program.key(member));
        if (clock != null) {
            clock.close();
        }
    }

    void close() {
        for (Overdue each : overdue.values()) {
            each.close();
        }
    }

    private final class Overdue extends Source {
        private final Member member;

        Overdue(Member member) {
            super(loop, Priority.DEADLINE);
            this.member = member;
            dueAt(loop.now() + member.spec().number(Option.START_TIMEOUT) * NANOS_PER_SECOND);
        }

        @Override
        protected boolean step(long now) {
            failed(member.name(), "it did not come up within its start-timeout of "
                    + member.spec().number(Option.START_TIMEOUT) + " seconds");
            settled(member.name());
            fleet.accept(new FleetEvent.Overdue(member.name()));
            return false;
        }
    }
}
