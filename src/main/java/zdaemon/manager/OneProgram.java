package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.core.Event;
import zdaemon.core.ProgramState;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.program.ManagerFailure;
import zdaemon.program.OutputWatch;
import zdaemon.program.ProgramOutput;
import zdaemon.program.ProgramWatch;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.Launch;
import zdaemon.transcript.Transcript;

/** The only program of its manager: the manager's process has its directory, its umask and its user. */
final class OneProgram implements Charge {
    private final SupervisedProgram program;
    private final Transcript transcript;
    private final StateKeeper keeper;
    private final boolean background;
    private final Beginning beginning;
    private final ProgramWatch watch;
    private final OutputWatch output;
    private final RequestHandler requests;
    private Launch mandate;
    private Optional<ProgramState> settled = Optional.empty();

    OneProgram(Loop loop, SupervisedProgram program, Transcript transcript, ProgramOutput programOutput, StateKeeper keeper,
            EventLog log, Upgrades upgrades, Launch mandate, boolean background, Beginning beginning) {
        this.program = program;
        this.transcript = transcript;
        this.keeper = keeper;
        this.mandate = mandate;
        this.background = background;
        this.beginning = beginning;
        watch = new ProgramWatch(loop, program);
        output = new OutputWatch(loop, transcript, new LoggedMessages(log));
        OptionalInt descriptor = background ? OptionalInt.of(transcript.childDescriptor()) : OptionalInt.empty();
        requests = new RequestHandler(program, transcript, programOutput, log, upgrades,
                new Reconfiguration(program, keeper, this, descriptor, transcript));
    }

    /** How this manager has been told to run the program. */
    Launch mandate() {
        return mandate;
    }

    void changeMandate(Launch changed) {
        mandate = changed;
    }

    @Override
    public void begin() throws ManagerFailure, PosixException {
        switch (beginning) {
            case Beginning.Start() -> program.handle(new Event.StartRequested());
            case Beginning.Adopt(Orphan orphan) -> {
                try (Fd _ = orphan.pidfd()) {
                    program.adopt(orphan.event());
                }
            }
            case Beginning.Resume(Handoff handoff, Optional<Fd> execReport) -> {
                if (!program.resume(handoff.snapshot(), handoff.started(), handoff.adopted(), execReport)) {
                    throw new ManagerFailure(1, "this release does not understand what the running one hands over");
                }
            }
        }
    }

    @Override
    public Requests requests() {
        return requests;
    }

    @Override
    public void shutdown(String signalName) {
        program.handle(new Event.ShutdownRequested(signalName));
    }

    @Override
    public boolean isProgram(Pid child) {
        return program.is(child);
    }

    @Override
    public void reaped(Reaping.Ended child, boolean othersLive) throws PosixException {
        program.reaped(child, othersLive);
    }

    @Override
    public boolean reapedTest(Reaping.Ended child) {
        return program.reapedTest(child);
    }

    @Override
    public OptionalInt exitStatus() {
        return program.exitStatus();
    }

    @Override
    public boolean tookNoDescriptor() {
        return program.tookNoDescriptor();
    }

    @Override
    public boolean hasChanged() {
        boolean isChanged = settled.isEmpty() || settled.get() != program.state();
        settled = Optional.of(program.state());
        return isChanged;
    }

    @Override
    public void refresh() {
        watch.refresh();
        output.refresh();
    }

    @Override
    public void forgetTurn() {
        requests.forgetTurn();
    }

    @Override
    public boolean outlives() {
        return transcript.outlives();
    }

    @Override
    public void drain(long now) throws PosixException {
        transcript.drain(now);
    }

    @Override
    public byte[] handoff(String socket) {
        ProgramState state = program.state();
        return new Handoff(program.snapshot(), state.startedMicros(),
                state.isAdopted() ? Optional.of(state.birth().orElseThrow().identity()) : Optional.empty(),
                socket, background, mandate).encode();
    }

    @Override
    public List<Successor.Kept> kept() {
        List<Successor.Kept> kept = new ArrayList<>();
        if (program.execReport().isPresent()) {
            kept.add(new Successor.Kept(ManagerMain.EXEC_REPORT, program.execReport().get().number()));
        }
        return kept;
    }

    @Override
    public void abandon() {
        program.abandon();
    }

    @Override
    public void abandonTests() {
        program.abandonTest();
    }

    @Override
    public void forget() {
        keeper.forget();
        transcript.forget();
    }

    /** The remaining descendants have to be named, and the manager cannot be asked afterwards. */
    @Override
    public Optional<ReplyText> lastWords() {
        return program.survivors().isEmpty() ? Optional.empty() : Optional.of(requests.lastStatus());
    }

    @Override
    public Optional<String> failure() {
        return program.failure();
    }

    @Override
    public void close() {
        watch.close();
        output.close();
        transcript.close();
    }
}
