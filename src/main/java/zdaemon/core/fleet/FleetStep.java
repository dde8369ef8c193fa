package zdaemon.core.fleet;

import java.util.List;

/**
 * The outcome of an event.
 *
 * @param fleet    the fleet after it
 * @param commands what is to be done now, in this order
 * @param changed  the members whose standing is another one now, to be written down before anything is done
 */
public record FleetStep(Fleet fleet, List<Command> commands, List<String> changed) {

    /** Takes copies. */
    public FleetStep {
        commands = List.copyOf(commands);
        changed = List.copyOf(changed);
    }
}
