package zdaemon.client;

import java.util.List;
import java.util.Optional;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * What a manager is started with.
 *
 * @param record      its settings, as a record
 * @param socket      the control socket, absolute
 * @param environment the client's, {@code NAME=value} each
 * @param zone        the {@code TZ} of its event log; empty for the client's
 */
public record Mandate(byte[] record, String socket, List<String> environment, Optional<String> zone) {

    /**
     * For one program.
     *
     * @param settings    the socket's name and the directory absolute
     * @param environment the program's, {@code NAME=value} each, without what the settings add
     */
    public static Mandate of(Settings settings, List<String> environment) {
        return new Mandate(new Launch(settings.program(), settings.manager(), environment).encode(),
                settings.manager().socket(), environment, Optional.ofNullable(settings.program().environment().get("TZ")));
    }

    /** For many programs; all paths absolute. */
    public static Mandate of(FleetLaunch launch, Optional<String> zone) {
        return new Mandate(launch.encode(), launch.manager().text(Option.SOCKET_NAME), launch.environment(), zone);
    }
}
