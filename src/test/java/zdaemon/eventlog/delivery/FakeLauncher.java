package zdaemon.eventlog.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.eventlog.delivery.Courier.AgentLauncher;
import zdaemon.posix.Pid;
import zdaemon.spec.RecordReader.RecordException;

/** Starts nothing and keeps what it was given. */
public final class FakeLauncher implements AgentLauncher {
    public final List<Workload> launched = new ArrayList<>();
    public final List<Pid> killed = new ArrayList<>();
    public boolean refuses;

    public static Pid pid(int number) {
        return new Pid(1000 + number);
    }

    /** What one of the agents was given. */
    public List<Delivery> deliveries(int agent) {
        return launched.get(agent).deliveries();
    }

    @Override
    public Optional<Pid> launch(byte[] work) {
        if (refuses) {
            return Optional.empty();
        }
        try {
            launched.add(Workload.decode(work));
        } catch (RecordException e) {
            throw new AssertionError(e);
        }
        return Optional.of(pid(launched.size()));
    }

    @Override
    public void kill(Pid agent) {
        killed.add(agent);
    }
}
