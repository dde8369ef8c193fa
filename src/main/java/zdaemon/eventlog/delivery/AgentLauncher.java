package zdaemon.eventlog.delivery;

import java.util.Optional;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Pid;

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
