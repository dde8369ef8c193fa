package zdaemon.core.fleet;

import java.util.List;

/** The fleet of an old file: one program, whose machine hears each request as it comes and decides all by itself. */
final class Alone {

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
