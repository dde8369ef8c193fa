package zdaemon.spec;

import java.util.Optional;

/**
 * What the client that is being run was configured with, beyond what it hands to a manager.
 *
 * @param values            of the options that are {@link Option.For#CLIENT}
 * @param configurationFile the file's path, absolute; empty when there is none
 */
public record ClientSpec(Values values, Optional<String> configurationFile) implements Spec {

    /** Takes what is a client's of the values. */
    public ClientSpec {
        values = values.of(Option.For.CLIENT);
    }
}
