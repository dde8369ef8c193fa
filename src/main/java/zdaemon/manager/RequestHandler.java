package zdaemon.manager;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.Outcome;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.control.Wait;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.program.ManagerFailure;
import zdaemon.program.ProgramOutput;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.Verb;
import zdaemon.transcript.Transcript;

/** Answers the requests of the control socket (behaviour §5, docs/protocol.md). */
final class RequestHandler implements Requests {
    private static final int DEFAULT_SIGNAL = 15;
    /** In bytes; the kernel starts no program whose words and environment are longer. */
    private static final int LONGEST_CONFIGURATION = 6 << 20;

    private final SupervisedProgram program;
    private final Transcript transcript;
    private final EventLog log;
    private final Upgrades upgrades;
    private final Reconfiguration reconfiguration;
    private final StatusReplies status;

    RequestHandler(SupervisedProgram program, Transcript transcript, ProgramOutput programOutput, EventLog log, Upgrades upgrades,
            Reconfiguration reconfiguration) {
        this.program = program;
        this.transcript = transcript;
        this.log = log;
        this.upgrades = upgrades;
        this.reconfiguration = reconfiguration;
        this.status = new StatusReplies(program, transcript, programOutput, log);
    }

    @Override
    public Outcome answer(Request request) {
        if (request.verb().isEmpty()) {
            return new Outcome.Answered(Replies.EMPTY_COMMAND);
        }
        Optional<Verb> verb = Verb.of(request.verb());
        if (verb.isEmpty()) {
            return new Outcome.Answered(Replies.unknownCommand(request.verb()));
        }
        if (verb.get() != Verb.STATUS) {
            status.forgetTurn();
        }
        return switch (verb.get()) {
            case HELP -> new Outcome.Answered(Verb.list());
            case START -> command(new Event.StartRequested());
            case STOP -> command(new Event.StopRequested());
            case RESTART -> command(new Event.RestartRequested());
            case EXIT -> command(new Event.ExitRequested());
            case KILL -> new Outcome.Answered(kill(request.words()));
            case STATUS -> new Outcome.Answered(status.now());
            case REOPEN_TRANSCRIPT -> new Outcome.Answered(reopenTranscript());
            case AWAIT -> await(request.words());
            case APPLY -> announce(request.words());
            case UPGRADE -> upgrade(request.words());
        };
    }

    @Override
    public Outcome answer(Request request, byte[] body) {
        try {
            List<String> changed = reconfiguration.apply(body);
            OptionalInt pid = request.words().size() == 2 ? number(request.words().get(1)) : OptionalInt.empty();
            status.forgetWords();
            if (changed.isEmpty()) {
                return restart(pid);
            }
            int previous = program.state().application();
            program.handle(new Event.RestartRequested());
            return new Outcome.Waits(new Up(previous, changed));
        } catch (ManagerFailure e) {
            return new Outcome.Answered(Replies.refused(e.getMessage()));
        }
    }

    @Override
    public void trouble(String problem) {
        log.log(Level.ERROR.number(), problem);
    }

    /** What has been said of this turn is not true in the next. */
    void forgetTurn() {
        status.forgetTurn();
    }

    /** As the reply to {@code status}, said by a manager that is as good as gone: it names none. */
    ReplyText lastStatus() {
        return status.last();
    }

    private Outcome command(Event event) {
        Optional<Reply> reply = program.handle(event);
        return new Outcome.Answered(reply.isPresent() ? reply.get().text() : "");
    }

    private String kill(List<String> words) {
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

    private String reopenTranscript() {
        StringBuilder troubles = new StringBuilder();
        try {
            transcript.reopen();
        } catch (PosixException e) {
            trouble(troubles, e);
        }
        try {
            log.reopen();
        } catch (PosixException e) {
            trouble(troubles, e);
        }
        return troubles.toString();
    }

    private void trouble(StringBuilder troubles, PosixException e) {
        log.log(Level.ERROR.number(), e.getMessage());
        troubles.append(e.getMessage()).append("; still writing to the old file\n");
    }

    /** Each word of the command in hexadecimal: the file to execute, then its command line up to the main class. */
    private Outcome upgrade(List<String> arguments) {
        List<String> command = new ArrayList<>();
        try {
            for (String word : arguments) {
                command.add(NativeString.decode(HexFormat.of().parseHex(word)));
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Answered(Replies.upgradeFailed("the command is not hexadecimal"));
        }
        return command.size() < 2
                ? new Outcome.Answered(Verb.UPGRADE.usage()) : new Outcome.Taken(client -> upgrades.begin(command, client));
    }

    private static Outcome announce(List<String> arguments) {
        OptionalInt length = arguments.isEmpty() || arguments.size() > 2 ? OptionalInt.empty() : number(arguments.get(0));
        boolean isSound = length.isPresent() && length.getAsInt() > 0
                && (arguments.size() == 1 || number(arguments.get(1)).isPresent());
        if (!isSound) {
            return new Outcome.Answered(Verb.APPLY.usage());
        }
        return length.getAsInt() > LONGEST_CONFIGURATION
                ? new Outcome.Answered(Replies.refused("it is too long; stop the program and start it"))
                : new Outcome.Wants(length.getAsInt());
    }

    private Outcome await(List<String> arguments) {
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
            case "start", "restart" -> startable(pid, what);
            case "stop" -> stop(pid);
            default -> new Outcome.Answered(Verb.AWAIT.usage());
        };
    }

    /** What could not be started again is not stopped; one that runs already is only waited for. */
    private Outcome startable(OptionalInt pid, String what) {
        boolean isRunning = program.state().application() != 0;
        try {
            if (!isRunning || what.equals("restart")) {
                reconfiguration.check();
                status.forgetWords();
            }
        } catch (ManagerFailure e) {
            return new Outcome.Answered(Replies.refused(e.getMessage()));
        }
        if (what.equals("restart")) {
            return restart(pid);
        }
        program.handle(new Event.StartRequested());
        return new Outcome.Waits(new Up(0, List.of()));
    }

    private static OptionalInt number(String word) {
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
            program.handle(new Event.StopRequested());
        }
        return new Outcome.Waits(new Down());
    }

    private Outcome restart(OptionalInt pid) {
        ProgramState state = program.state();
        int previous = pid.orElse(state.application());
        boolean isDone = pid.isPresent() && state.application() != 0 && state.application() != previous;
        boolean isUnderWay = pid.isPresent() && state.application() == previous && state.wish().isPresent()
                && state.shouldBeUp();
        if (!isDone && !isUnderWay) {
            program.handle(new Event.RestartRequested());
        }
        return new Outcome.Waits(new Up(previous, List.of()));
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

    /** The program runs, as another process than that, and is ready; or it will not come up unless somebody asks for it. */
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
