package zdaemon.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.Pid;

/** Starts nothing and keeps what it was given. */
final class FakeLauncher implements AgentLauncher {
    final List<Workload> launched = new ArrayList<>();
    final List<Pid> killed = new ArrayList<>();
    boolean refuses;

    static Pid pid(int number) {
        return new Pid(1000 + number);
    }

    @Override
    public Optional<Pid> launch(byte[] work) {
        if (refuses) {
            return Optional.empty();
        }
        launched.add(Workload.decode(work));
        return Optional.of(pid(launched.size()));
    }

    @Override
    public void kill(Pid agent) {
        killed.add(agent);
    }
}
