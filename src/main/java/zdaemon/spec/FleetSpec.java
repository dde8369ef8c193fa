package zdaemon.spec;

/**
 * What the fleet must know of one of many programs.
 *
 * @param values of the options that are {@link Option.For#FLEET}
 */
public record FleetSpec(Values values) implements Spec {

    /** Takes what is the fleet's of the values. */
    public FleetSpec {
        values = values.of(Option.For.FLEET);
    }
}
