package zdaemon.manager;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.Awaited;
import zdaemon.control.Outcome;
import zdaemon.control.Requests;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.core.Reply;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.program.LaunchPlan;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Repr;
import zdaemon.protocol.Request;
import zdaemon.protocol.StatusReply;
import zdaemon.protocol.Verb;
import zdaemon.transcript.Transcript;
import zdaemon.transcript.Trouble;

/** Answers the requests of the control socket (behaviour §5, docs/protocol.md). */
final class RequestHandler implements Requests {
    private static final int DEFAULT_SIGNAL = 15;
    private static final int NO_MANAGER = 0;
    private static final long NANOS_PER_MICRO = 1_000;

    private final SupervisedProgram program;
    private final Transcript transcript;
    private final EventLog log;

    RequestHandler(SupervisedProgram program, Transcript transcript, EventLog log) {
        this.program = program;
        this.transcript = transcript;
        this.log = log;
    }

    @Override
    public Outcome answer(Request request) {
        return switch (request.verb()) {
            case "" -> new Outcome.Answered(Replies.EMPTY_COMMAND);
            case "start" -> command(new Event.StartRequested());
            case "stop" -> command(new Event.StopRequested());
            case "restart" -> command(new Event.RestartRequested());
            case "exit" -> command(new Event.ExitRequested());
            case "kill" -> new Outcome.Answered(kill(request.words()));
            case "status" -> new Outcome.Answered(status());
            case "reopen_transcript" -> new Outcome.Answered(reopenTranscript());
            case "help" -> new Outcome.Answered(Verb.list());
            case "await" -> await(request.words());
            case "upgrade" -> upgrade(request.words());
            default -> new Outcome.Answered(Replies.unknownCommand(request.verb()));
        };
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

    /** The text of {@code status}, every key of behaviour §5. */
    @Override
    public String status() {
        return status(Processes.self().value());
    }

    /** As {@link #status}, said by a manager that is as good as gone: it names none. */
    String lastStatus() {
        return status(NO_MANAGER);
    }

    private String status(int manager) {
        ProgramState state = program.state();
        long now = Clock.wallNanos() / 1_000;
        OptionalLong delay = OptionalLong.empty();
        if (state.delayUntil().isPresent()) {
            long left = state.delayUntil().getAsLong() - Clock.monotonicNanos();
            delay = OptionalLong.of(now + left / NANOS_PER_MICRO);
        }
        LaunchPlan plan = program.plan();
        return new StatusReply(
                state.application() != 0,
                now,
                state.shouldBeUp(),
                delay,
                state.backoff(),
                program.lastStartMicros(),
                state.application(),
                state.testing(),
                manager,
                plan.rules().backoffLimit(),
                Optional.of(plan.program().executable()),
                Optional.of(plan.words()),
                further()).encode();
    }

    /** What is unusual at the moment, in keys of our own after those of behaviour §5; nothing while all is well. */
    private Map<String, String> further() {
        Map<String, String> further = new LinkedHashMap<>();
        List<String> survivors = program.survivors();
        if (!survivors.isEmpty()) {
            further.put("survivors", Repr.list(survivors));
        }
        if (transcript.trouble().isPresent()) {
            Trouble trouble = transcript.trouble().get();
            further.put("transcript_error", Repr.string(trouble.reason()));
            further.put("transcript_pending", Long.toString(trouble.pending()));
        }
        if (transcript.dropped() > 0) {
            further.put("transcript_missing", Long.toString(transcript.dropped()));
        }
        List<String> ofLog = log.troubles();
        if (!ofLog.isEmpty()) {
            further.put("eventlog_errors", Repr.list(ofLog));
        }
        return further;
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
    private static Outcome upgrade(List<String> words) {
        List<String> command = new ArrayList<>();
        try {
            for (String word : words) {
                command.add(NativeString.decode(HexFormat.of().parseHex(word)));
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Answered(Replies.upgradeFailed("the command is not hexadecimal"));
        }
        return command.size() < 2 ? new Outcome.Answered("Usage: upgrade FILE WORD...") : new Outcome.Upgrading(command);
    }

    private Outcome await(List<String> words) {
        if (words.size() == 1) {
            switch (words.get(0)) {
                case "down" -> {
                    return new Outcome.OnHold(new Awaited.Down());
                }
                case "stop" -> {
                    program.handle(new Event.StopRequested());
                    return new Outcome.OnHold(new Awaited.Down());
                }
                case "restart" -> {
                    int previous = program.state().application();
                    program.handle(new Event.RestartRequested());
                    return new Outcome.OnHold(new Awaited.Up(previous));
                }
                default -> { }
            }
        }
        if (!words.isEmpty() && words.size() <= 2 && words.get(0).equals("up")) {
            try {
                return new Outcome.OnHold(new Awaited.Up(words.size() == 1 ? 0 : Integer.parseInt(words.get(1))));
            } catch (NumberFormatException e) {
                return new Outcome.Answered("Bad process id");
            }
        }
        return new Outcome.Answered("Usage: await up [PID] | await down | await stop | await restart");
    }
}
