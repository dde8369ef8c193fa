package zdaemon.manager;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.control.ReplyText;
import zdaemon.core.ProgramState;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.Processes;
import zdaemon.program.LaunchPlan;
import zdaemon.program.ProgramOutput;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Repr;
import zdaemon.protocol.StatusReply;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.transcript.Transcript;
import zdaemon.transcript.Trouble;

/** What the manager says of its program and itself, every key of behaviour §5.7. */
final class StatusReplies {
    private static final int NO_MANAGER = 0;
    private static final long NANOS_PER_MICRO = 1_000;

    private final SupervisedProgram program;
    private final Transcript transcript;
    private final ProgramOutput programOutput;
    private final EventLog log;
    /** What is said of the program's words, and the status of this turn. */
    private Optional<byte[]> words = Optional.empty();
    private Optional<ReplyText> current = Optional.empty();

    StatusReplies(SupervisedProgram program, Transcript transcript, ProgramOutput programOutput, EventLog log) {
        this.program = program;
        this.transcript = transcript;
        this.programOutput = programOutput;
        this.log = log;
    }

    /** The reply to {@code status}, every key of behaviour §5; the same one for all who are told in one turn. */
    ReplyText now() {
        if (current.isEmpty()) {
            current = Optional.of(status(Processes.self().value(), List.of()));
        }
        return current.get();
    }

    /** The same, said by a manager that is as good as gone: it names none. */
    ReplyText last() {
        return status(NO_MANAGER, List.of());
    }

    /** The same, told to the one who has changed the configuration; by the names of the options. */
    ReplyText after(List<String> applied) {
        return status(Processes.self().value(), applied);
    }

    /** What has been said of this turn is not true in the next. */
    void forgetTurn() {
        current = Optional.empty();
    }

    /** The program's words are others now. */
    void forgetWords() {
        words = Optional.empty();
        current = Optional.empty();
    }

    /** What is said of one of many programs that has never been started. */
    static ReplyText neverStarted(ProgramSpec spec, boolean isWanted) {
        StatusReply status = new StatusReply(false, Clock.wallNanos() / NANOS_PER_MICRO, isWanted, OptionalLong.empty(), 0,
                OptionalLong.empty(), 0, false, Processes.self().value(), spec.number(Option.BACKOFF_LIMIT), Optional.empty(),
                Optional.empty(), Map.of());
        return ReplyText.around(status.head(), ReplyText.encode(StatusReply.words(
                Optional.of(spec.command().getFirst()), Optional.of(spec.command()))), status.further());
    }

    private ReplyText status(int manager, List<String> applied) {
        ProgramState state = program.state();
        LaunchPlan plan = program.plan();
        long now = Clock.wallNanos() / NANOS_PER_MICRO;
        OptionalLong delay = OptionalLong.empty();
        if (state.delayUntil().isPresent()) {
            long left = state.delayUntil().getAsLong() - Clock.monotonicNanos();
            delay = OptionalLong.of(now + left / NANOS_PER_MICRO);
        }
        if (words.isEmpty()) {
            words = Optional.of(ReplyText.encode(StatusReply.words(
                    Optional.of(plan.program().executable()), Optional.of(plan.words()))));
        }
        StatusReply status = new StatusReply(state.application() != 0, now, state.shouldBeUp(), delay, state.backoff(),
                state.startedMicros(), state.application(), state.testing(), manager, plan.rules().backoffLimit(),
                Optional.empty(), Optional.empty(), further(applied));
        return ReplyText.around(status.head(), words.get(), status.further());
    }

    /** What is unusual at the moment, in keys of our own after those of behaviour §5; nothing while all is well. */
    private Map<String, String> further(List<String> applied) {
        Map<String, String> further = new LinkedHashMap<>();
        if (!applied.isEmpty()) {
            further.put("applied", Repr.list(applied));
        }
        List<String> survivors = program.survivors();
        if (!survivors.isEmpty()) {
            further.put("survivors", Repr.list(survivors));
        }
        if (transcript.trouble().isPresent()) {
            Trouble trouble = transcript.trouble().get();
            further.put("transcript_error", Repr.string(trouble.reason()));
            further.put("transcript_pending", Long.toString(trouble.pending()));
        }
        Optional<String> loss = programOutput.loss(program.state());
        if (loss.isPresent()) {
            further.put("transcript_lost", Repr.string(loss.get()));
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
}
