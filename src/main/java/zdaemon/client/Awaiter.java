package zdaemon.client;

import java.util.List;
import java.util.Optional;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.client.Patience.Wake;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;

/**
 * Has a manager's program stopped or restarted, and waits until it is up or down: with one request that the manager answers
 * when it is so, or, with an older manager that does not know the request, by asking for the status once a second.
 *
 * <p>A connection that ends without a word is no answer: the manager ended, or another release took over, before it had
 * read the request or after. A look tells; an order that was not taken is repeated, with the process that it is meant for,
 * so that it is never done twice.
 */
public final class Awaiter {
    /** Connections that end without an answer, with the manager still there, before asking goes over to looking. */
    private static final int TRIES = 3;

    /** Of a manager that knows the request, but not with that process. */
    private static final String USAGE = "Usage: ";

    private final ManagerClient client;

    public Awaiter(ManagerClient client) {
        this.client = client;
    }

    /** How a wait for the program ended. */
    public sealed interface Result {}

    /**
     * The answer is known.
     *
     * @param state the manager and its program: in the state waited for, or in one from which it never comes by itself
     * @param survivors descendants that outlive the program's last process, each as a number and a name
     * @param applied what differs from before, by the names of the options; of a restart alone
     */
    public record Known(ManagerState state, List<String> survivors, List<String> applied) implements Result {
        /** Takes copies. */
        public Known {
            survivors = List.copyOf(survivors);
            applied = List.copyOf(applied);
        }
    }

    /** The program is not started, since it cannot be. */
    public record Refused(String reason) implements Result {}

    /** The manager has ended before it could be told. */
    public record Gone() implements Result {}

    /** The limit passed. */
    public record TimeUp() implements Result {}

    /** The user interrupted. */
    public record Interrupted() implements Result {}

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
     * @return a program that is up has a process in its state
     * @throws ClientException when the manager cannot be asked
     */
    public Result up(int previous, Patience patience) throws ClientException {
        return await(new Up(previous), patience);
    }

    /**
     * Waits until there is no process of the program.
     *
     * @throws ClientException when the manager cannot be asked
     */
    public Result down(Patience patience) throws ClientException {
        return await(new Down(), patience);
    }

    /**
     * Has the program stopped, and waits as {@link #down}.
     *
     * @param pid the process that is there now; 0 when there is none
     * @throws ClientException when the manager cannot be asked
     */
    public Result stop(int pid, Patience patience) throws ClientException {
        return order("stop", pid, new Down(), patience);
    }

    /**
     * Has the program restarted, and waits as {@link #up}.
     *
     * @param pid the process that is there now
     * @param mandate what a new manager would be handed over: a present one takes it for the next start, unless it is of an
     *     older release; empty if it is to go on with what it has
     * @throws ClientException when the manager cannot be asked, or refuses what it is to apply
     */
    public Result restart(int pid, Optional<byte[]> mandate, Patience patience) throws ClientException {
        for (int tries = 0; tries < TRIES && mandate.isPresent(); tries++) {
            Answer answer = client.ask(Request.of("apply", Integer.toString(mandate.get().length), Integer.toString(pid)),
                    mandate.get(), patience);
            if (answer instanceof Answer.Replied(String reply)) {
                if (Replies.isUnknownCommand(reply)) {
                    break;
                }
                if (reply.startsWith(Replies.refused(""))) {
                    throw notRestarted(reply);
                }
            }
            Optional<Result> result = outcome(new Up(pid), answer);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return order("restart", pid, new Up(pid), patience);
    }

    private static ClientException notRestarted(String reply) {
        return new ClientException("the program is not restarted, and goes on as it is: " + reason(reply));
    }

    private static String reason(String reply) {
        return reply.substring(Replies.refused("").length()).stripTrailing();
    }

    /**
     * Has the program started by a manager that has none, or that is about to stop it, and waits as {@link #up}.
     *
     * @param pid the process that is being stopped; 0 when there is none
     * @throws ClientException when the manager cannot be asked
     */
    public Result start(int pid, Patience patience) throws ClientException {
        for (int tries = 0; tries < TRIES; tries++) {
            Answer answer = client.ask(Request.of("await", "start"), patience);
            if (answer instanceof Answer.Replied(String reply)) {
                if (Replies.isUnknownCommand(reply) || reply.startsWith(USAGE)) {
                    break;
                }
                if (reply.startsWith(Replies.refused(""))) {
                    return new Refused(reason(reply));
                }
            }
            if (answer instanceof Answer.NobodyThere) {
                return new Gone();
            }
            Optional<Result> result = outcome(new Up(pid), answer);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return client.acknowledged(Request.of("start")) instanceof Answer.NobodyThere ? new Gone() : up(pid, patience);
    }

    /**
     * Has the manager end, its program first, and waits for that.
     *
     * @return {@link Wake#READY} when it has ended
     * @throws ClientException when the manager cannot be asked
     */
    public Wake leave(Patience patience) throws ClientException, PosixException {
        try (Fd manager = Processes.pidfd(new Pid(client.peer()))) {
            client.acknowledged(Request.of("exit"));
            return patience.untilReadable(manager);
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ESRCH)) {
                return Wake.READY;
            }
            throw e;
        }
    }

    /** In one request, so that not even a manager that ends at once can be missed; in two with one that knows just those. */
    private Result order(String verb, int pid, Goal goal, Patience patience) throws ClientException {
        Answer answer = client.ask(Request.of("await", verb), patience);
        for (int tries = 0; tries < TRIES; tries++) {
            if (answer instanceof Answer.Replied(String reply)
                    && (Replies.isUnknownCommand(reply) || reply.startsWith(USAGE))) {
                return orderAndLook(verb, goal, patience);
            }
            if (answer instanceof Answer.Replied(String reply) && reply.startsWith(Replies.refused(""))) {
                throw notRestarted(reply);
            }
            Optional<Result> result = outcome(goal, answer);
            if (result.isPresent()) {
                return result.get();
            }
            answer = client.ask(pid == 0 ? Request.of("await", verb)
                    : Request.of("await", verb, Integer.toString(pid)), patience);
        }
        return orderAndLook(verb, goal, patience);
    }

    private Result orderAndLook(String verb, Goal goal, Patience patience) throws ClientException {
        client.acknowledged(Request.of(verb));
        return look(goal, patience);
    }

    private Result await(Goal goal, Patience patience) throws ClientException {
        for (int tries = 0; tries < TRIES; tries++) {
            Answer answer = client.ask(goal.request(), patience);
            if (answer instanceof Answer.Replied(String reply) && Replies.isUnknownCommand(reply)) {
                break;
            }
            Optional<Result> result = outcome(goal, answer);
            if (result.isPresent()) {
                return result.get();
            }
        }
        return look(goal, patience);
    }

    /** What an answer means; empty when the wait goes on. */
    private Optional<Result> outcome(Goal goal, Answer answer) throws ClientException {
        if (answer instanceof Answer.TimeUp) {
            return Optional.of(new TimeUp());
        }
        if (answer instanceof Answer.Interrupted) {
            return Optional.of(new Interrupted());
        }
        if (answer instanceof Answer.NobodyThere) {
            return Optional.of(known(new ManagerState.Absent()));
        }
        String reply = ((Answer.Replied) answer).reply();
        ManagerState state = reply.isEmpty() ? client.status() : client.parse(reply);
        return isOver(goal, state) ? Optional.of(known(state)) : Optional.empty();
    }

    private static Result known(ManagerState state) {
        if (!(state instanceof ManagerState.Present present)) {
            return new Known(state, List.of(), List.of());
        }
        StatusReply status = present.status();
        List<String> survivors = status.list("survivors");
        // A manager's last words are no sign that there is one.
        boolean hasEnded = !survivors.isEmpty() && status.manager() == 0;
        return new Known(hasEnded ? new ManagerState.Absent() : state, survivors, status.list("applied"));
    }

    private Result look(Goal goal, Patience patience) throws ClientException {
        try {
            while (true) {
                ManagerState state = client.status();
                if (isOver(goal, state)) {
                    return known(state);
                }
                Wake wake = patience.untilTick();
                if (wake != Wake.TICK) {
                    return wake == Wake.INTERRUPTED ? new Interrupted() : new TimeUp();
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
