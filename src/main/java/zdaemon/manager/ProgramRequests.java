package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.Outcome;
import zdaemon.control.ReplyText;
import zdaemon.control.Wait;
import zdaemon.core.Event;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.program.ManagerFailure;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Verb;

/** Requests about one program (behaviour §5, docs/protocol.md), be it the manager's only one or one of many. */
final class ProgramRequests {
    private static final int DEFAULT_SIGNAL = 15;

    private final SupervisedProgram program;
    private final StatusReplies status;
    private final Orders orders;

    /** Has a request done. */
    interface Orders {
        /** What the manager answers to it. */
        Optional<Reply> give(Event.Request request);

        /**
         * Sees whether the program could be started.
         *
         * @throws ManagerFailure why not
         */
        void check() throws ManagerFailure;
    }

    ProgramRequests(SupervisedProgram program, StatusReplies status, Orders orders) {
        this.program = program;
        this.status = status;
        this.orders = orders;
    }

    /** The answer to {@code start}, {@code stop}, {@code restart} and {@code exit}. */
    Outcome command(Event.Request request) {
        Optional<Reply> reply = orders.give(request);
        return new Outcome.Answered(reply.isPresent() ? reply.get().text() : "");
    }

    /** Sends a signal, SIGTERM if none is named. */
    String kill(List<String> words) {
        int number = DEFAULT_SIGNAL;
        if (!words.isEmpty()) {
            try {
                number = Integer.parseInt(words.get(0));
            } catch (NumberFormatException e) {
                return Replies.badSignal(words.get(0));
            }
        }
        if (program.state().application() == 0) {
            return Replies.NOT_RUNNING;
        }
        try {
            program.kill(new Signal(number));
            return Replies.signalSent(number);
        } catch (PosixException e) {
            return Replies.killFailed(number, e.errno().number(), e.errno().message());
        }
    }

    /** Waits for a state, perhaps after an order. */
    Outcome await(List<String> arguments) {
        String what = arguments.isEmpty() ? "" : arguments.get(0);
        OptionalInt pid = arguments.size() == 2 ? number(arguments.get(1)) : OptionalInt.empty();
        boolean hasPid = arguments.size() == 2;
        if (arguments.size() > 2 || (hasPid && (what.equals("down") || what.equals("start")))) {
            return new Outcome.Answered(Verb.AWAIT.usage());
        }
        if (hasPid && pid.isEmpty()) {
            return new Outcome.Answered("Bad process id");
        }
        return switch (what) {
            case "up" -> new Outcome.Waits(new Up(pid.orElse(0), List.of()));
            case "down" -> new Outcome.Waits(new Gone());
            case "stop" -> stop(pid);
            case "start", "restart" -> startable(pid, what);
            default -> new Outcome.Answered(Verb.AWAIT.usage());
        };
    }

    /** What could not be started again is not stopped; one that runs already is only waited for. */
    private Outcome startable(OptionalInt pid, String what) {
        boolean isRunning = program.state().application() != 0;
        try {
            if (!isRunning || what.equals("restart")) {
                orders.check();
                status.forgetWords();
            }
        } catch (ManagerFailure e) {
            return new Outcome.Answered(Replies.refused(e.getMessage()));
        }
        if (what.equals("restart")) {
            return restart(pid);
        }
        orders.give(new Event.StartRequested());
        return new Outcome.Waits(new Up(0, List.of()));
    }

    static OptionalInt number(String word) {
        try {
            return OptionalInt.of(Integer.parseInt(word));
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /** An order that is repeated because its reply did not come is not given twice. */
    private Outcome stop(OptionalInt pid) {
        ProgramState state = program.state();
        boolean isRepeated = pid.isPresent() && pid.getAsInt() == state.application()
                && state.application() != 0 && !state.shouldBeUp();
        if (!isRepeated) {
            orders.give(new Event.StopRequested());
        }
        return new Outcome.Waits(new Down());
    }

    Outcome restart(OptionalInt pid) {
        ProgramState state = program.state();
        int previous = pid.orElse(state.application());
        boolean isDone = pid.isPresent() && state.application() != 0 && state.application() != previous;
        boolean isUnderWay = pid.isPresent() && state.application() == previous && state.wish().isPresent()
                && state.shouldBeUp();
        if (!isDone && !isUnderWay) {
            orders.give(new Event.RestartRequested());
        }
        return new Outcome.Waits(new Up(previous, List.of()));
    }

    /** The next process follows a changed configuration. */
    Outcome restartWith(List<String> changed) {
        int previous = program.state().application();
        orders.give(new Event.RestartRequested());
        return new Outcome.Waits(new Up(previous, changed));
    }

    /** No process of the program is there; perhaps the next one is a delay away. */
    private final class Gone implements Wait {
        @Override
        public boolean isOver() {
            return program.state().application() == 0;
        }

        @Override
        public ReplyText reply() {
            return status.now();
        }
    }

    /** No process of the program is left, and none is about to be started. */
    private final class Down implements Wait {
        @Override
        public boolean isOver() {
            return isDown();
        }

        @Override
        public ReplyText reply() {
            return status.now();
        }
    }

    /** The program runs, as another process than that, and is ready; or it will not come up without a request. */
    private final class Up implements Wait {
        private final int previous;
        private final List<String> applied;

        Up(int previous, List<String> applied) {
            this.previous = previous;
            this.applied = applied;
        }

        @Override
        public boolean isOver() {
            ProgramState state = program.state();
            return (state.ready() && state.application() != previous) || isDown();
        }

        @Override
        public ReplyText reply() {
            return applied.isEmpty() ? status.now() : status.after(applied);
        }
    }

    private boolean isDown() {
        return program.state().application() == 0 && !program.state().shouldBeUp();
    }
}
