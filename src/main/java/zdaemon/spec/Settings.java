package zdaemon.spec;

import java.util.Map;
import java.util.Optional;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.Spec.ClientSpec;

/**
 * All that was configured, by who needs it. Paths are as the user wrote them after expansion of {@code ~}, not made
 * absolute.
 *
 * <p>Source: behaviour §1 and §6.
 */
public record Settings(ProgramSpec program, ManagerSpec manager, ClientSpec client) {

    /** Deals the values out to those who need them. */
    public static Settings of(Values values, Map<String, String> environment, Optional<EventLogSettings> eventLog,
            Optional<String> configurationFile) {
        return new Settings(new ProgramSpec(values, environment), new ManagerSpec(values, eventLog),
                new ClientSpec(values, configurationFile));
    }

    /** {@return the same with another program} */
    public Settings with(ProgramSpec other) {
        return new Settings(other, manager, client);
    }

    /** {@return the same with another manager} */
    public Settings with(ManagerSpec other) {
        return new Settings(program, other, client);
    }
}
