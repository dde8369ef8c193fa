package zdaemon.eventlog.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.eventlog.EventLog;
import zdaemon.eventlog.delivery.Complaints.LogClock;
import zdaemon.posix.Pid;
import zdaemon.posix.WaitStatus;

/**
 * Sends agents out with deliveries: one at a time, each with everything that has come in since the one before left. The
 * queue has a bound, beyond which deliveries are dropped and counted.
 */
public final class Courier {
    static final int QUEUE_LIMIT = 100;
    /** An agent has limits of its own and needs less; name resolution alone it cannot limit. */
    static final long AGENT_LIMIT_NANOS = 120_000_000_000L;
    private static final long RELAUNCH_NANOS = 1_000_000_000L;

    private final LogClock clock;
    private final Complaints complaints;
    private Optional<AgentLauncher> launcher = Optional.empty();
    private List<Delivery> queue = new ArrayList<>();
    private Optional<Pid> agent = Optional.empty();
    private boolean agentComplains;
    private OptionalLong deadline = OptionalLong.empty();
    private long dropped;
    private Optional<String> trouble = Optional.empty();

    public Courier(LogClock clock, Complaints complaints) {
        this.clock = clock;
        this.complaints = complaints;
    }

    /** Begins to send agents out; until then deliveries wait. */
    public void employ(AgentLauncher agents) {
        launcher = Optional.of(agents);
        launch();
    }

    public void send(Delivery delivery) {
        if (queue.size() >= QUEUE_LIMIT) {
            dropped++;
            lost("messages dropped: " + dropped + ", the last one for " + delivery.destination());
            return;
        }
        queue.add(delivery);
        if (agent.isEmpty() && deadline.isEmpty()) {
            launch();
        }
    }

    private void launch() {
        deadline = OptionalLong.empty();
        if (queue.isEmpty() || launcher.isEmpty()) {
            return;
        }
        agentComplains = complaints.allowed();
        agent = launcher.get().launch(new Workload(agentComplains, queue).encode());
        long now = clock.monotonicNanos();
        if (agent.isPresent()) {
            queue = new ArrayList<>();
            deadline = OptionalLong.of(now + AGENT_LIMIT_NANOS);
        } else {
            deadline = OptionalLong.of(now + RELAUNCH_NANOS);
            lost("no delivery agent can be started");
        }
    }

    private void lost(String what) {
        trouble = Optional.of(what);
        complaints.add(what);
    }

    /** Takes note of a child's end; whether it was the agent. */
    public boolean childEnded(Pid pid, WaitStatus status) {
        if (agent.isEmpty() || !agent.get().equals(pid)) {
            return false;
        }
        agent = Optional.empty();
        if (status instanceof WaitStatus.Exited exited && exited.status() == 0) {
            trouble = Optional.empty();
        } else if (status instanceof WaitStatus.Exited exited && exited.status() == DeliveryMain.COMPLAINED) {
            trouble = Optional.of("messages could not be delivered over the network");
            if (agentComplains) {
                complaints.made();
            }
        } else {
            lost("a delivery agent did not get its work done");
        }
        launch();
        return true;
    }

    /** When to call {@link #tick}. */
    public OptionalLong nextDeadline() {
        return deadline;
    }

    public void tick(long now) {
        if (deadline.isEmpty() || now - deadline.getAsLong() < 0) {
            return;
        }
        if (agent.isPresent()) {
            launcher.orElseThrow().kill(agent.get());
            deadline = OptionalLong.empty();
        } else {
            launch();
        }
    }

    public Optional<String> trouble() {
        return trouble;
    }

    /** Sends out a last agent with what there is, even beside another; it ends by itself when the manager has gone. */
    public void close() {
        if (queue.isEmpty()) {
            return;
        }
        byte[] work = new Workload(complaints.allowed(), queue).encode();
        if (launcher.isEmpty() || launcher.get().launch(work).isEmpty()) {
            lost("messages not delivered: " + queue.size());
        }
        queue = new ArrayList<>();
    }

    /** How the event log has the manager start a delivery agent: a process that runs {@link DeliveryMain}. */
    public interface AgentLauncher {
        /**
         * Starts an agent and does not wait for it. Its standard error is the manager's.
         *
         * @param work what it reads from its descriptor 0
         * @return the agent, whose end is to be told with {@link EventLog#childEnded}; empty when the system refused
         */
        Optional<Pid> launch(byte[] work);

        /**
         * Ends an agent that takes too long, for good.
         *
         * @param agent one that {@link #launch} returned and whose end was not yet told
         */
        void kill(Pid agent);
    }
}
