package zdaemon.client;

import java.util.List;
import java.util.Optional;
import zdaemon.client.Patience.Wake;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;

/**
 * Waits until a manager's program is up or down: with one request that the manager answers when it is so, or, with an
 * older manager that does not know the request, by asking for the status once a second.
 */
public final class Awaiter {
    /** Connections that end without an answer, with the manager still there, before asking goes over to looking. */
    private static final int TRIES = 3;

    private final ManagerClient client;

    /**
     * A waiter.
     *
     * @param client talks to the manager
     */
    public Awaiter(ManagerClient client) {
        this.client = client;
    }

    /** What is waited for. */
    private sealed interface Goal {
        boolean isReached(StatusReply status);

        Request request();
    }

    private record Up(int previous) implements Goal {
        @Override
        public boolean isReached(StatusReply status) {
            int pid = status.application();
            return pid == 0 ? !status.shouldBeUp() : pid != previous && !status.testing();
        }

        @Override
        public Request request() {
            return previous == 0 ? Request.of("await", "up") : Request.of("await", "up", Integer.toString(previous));
        }
    }

    private record Down() implements Goal {
        @Override
        public boolean isReached(StatusReply status) {
            return status.application() == 0;
        }

        @Override
        public Request request() {
            return Request.of("await", "down");
        }
    }

    /**
     * Waits until the program runs and is ready, or is known never to be.
     *
     * @param previous the process that is about to be replaced; 0 when there is none
     * @param patience how long to wait
     * @return the state; a program that is up has a process in it
     * @throws ClientException when the manager cannot be asked
     */
    public Awaited up(int previous, Patience patience) throws ClientException {
        return await(new Up(previous), patience);
    }

    /**
     * Waits until there is no process of the program.
     *
     * @param patience how long to wait
     * @return the state
     * @throws ClientException when the manager cannot be asked
     */
    public Awaited down(Patience patience) throws ClientException {
        return await(new Down(), patience);
    }

    /**
     * Has the program stopped, and waits as {@link #down}.
     *
     * @param patience how long to wait
     * @return the state
     * @throws ClientException when the manager cannot be asked
     */
    public Awaited stop(Patience patience) throws ClientException {
        return order("stop", new Down(), patience);
    }

    /**
     * Has the program restarted, and waits as {@link #up}.
     *
     * @param previous the process that is there now; 0 when there is none
     * @param patience how long to wait
     * @return the state; a program that is up has a process in it
     * @throws ClientException when the manager cannot be asked
     */
    public Awaited restart(int previous, Patience patience) throws ClientException {
        return order("restart", new Up(previous), patience);
    }

    /** In one request, so that not even a manager that ends at once can be missed; in two with one that knows just those. */
    private Awaited order(String verb, Goal goal, Patience patience) throws ClientException {
        Answer answer = client.ask(Request.of("await", verb), patience);
        if (answer instanceof Answer.Replied(String reply) && Replies.isUnknownCommand(reply)) {
            client.ask(Request.of(verb));
            return look(goal, patience);
        }
        Optional<Awaited> awaited = outcome(goal, answer);
        return awaited.isPresent() ? awaited.get() : await(goal, patience);
    }

    private Awaited await(Goal goal, Patience patience) throws ClientException {
        for (int tries = 0; tries < TRIES; tries++) {
            Answer answer = client.ask(goal.request(), patience);
            if (answer instanceof Answer.Replied(String reply) && Replies.isUnknownCommand(reply)) {
                break;
            }
            Optional<Awaited> awaited = outcome(goal, answer);
            if (awaited.isPresent()) {
                return awaited.get();
            }
        }
        return look(goal, patience);
    }

    /** What an answer means; empty when the wait goes on. */
    private Optional<Awaited> outcome(Goal goal, Answer answer) throws ClientException {
        if (answer instanceof Answer.TimeUp) {
            return Optional.of(new Awaited.TimeUp());
        }
        if (answer instanceof Answer.Interrupted) {
            return Optional.of(new Awaited.Interrupted());
        }
        if (answer instanceof Answer.NobodyThere) {
            return Optional.of(known(new ManagerState.Absent()));
        }
        String reply = ((Answer.Replied) answer).reply();
        // No word: the manager has ended, or a successor has taken over; a look tells which.
        ManagerState state = reply.isEmpty() ? client.status() : client.parse(reply);
        return isOver(goal, state) ? Optional.of(known(state)) : Optional.empty();
    }

    private static Awaited known(ManagerState state) {
        if (!(state instanceof ManagerState.Present present)) {
            return new Awaited.Known(state, List.of());
        }
        List<String> survivors = present.status().list("survivors");
        // A manager's last words are no sign that there is one.
        boolean hasEnded = !survivors.isEmpty() && present.status().manager() == 0;
        return new Awaited.Known(hasEnded ? new ManagerState.Absent() : state, survivors);
    }

    private Awaited look(Goal goal, Patience patience) throws ClientException {
        try {
            while (true) {
                ManagerState state = client.status();
                if (isOver(goal, state)) {
                    return known(state);
                }
                Wake wake = patience.untilTick();
                if (wake != Wake.TICK) {
                    return wake == Wake.INTERRUPTED ? new Awaited.Interrupted() : new Awaited.TimeUp();
                }
            }
        } catch (PosixException e) {
            throw new ClientException(e.getMessage());
        }
    }

    private static boolean isOver(Goal goal, ManagerState state) {
        return !(state instanceof ManagerState.Present present) || goal.isReached(present.status());
    }
}
