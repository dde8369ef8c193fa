package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.loop.Loop;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.process.ExecFailure;
import zdaemon.program.Census;
import zdaemon.program.FilesBeside;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.LaunchPlan;
import zdaemon.program.LaunchPlanner;
import zdaemon.program.ManagerFailure;
import zdaemon.program.Messages;
import zdaemon.program.OutputWatch;
import zdaemon.program.Particulars;
import zdaemon.program.ProgramOutput;
import zdaemon.program.ProgramWatch;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.program.Surroundings;
import zdaemon.spec.Launch;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Values;
import zdaemon.transcript.Transcript;

/** What one of many programs has of its own: its machine, its output, its files, and what the loop watches of it. */
final class MemberHands {
    private final Common common;
    private final SupervisedProgram program;
    private final Transcript transcript;
    private final StateKeeper keeper;
    private final ProgramWatch watch;
    private final OutputWatch output;
    private final StatusReplies status;

    /** What all of them share. */
    interface Common {
        Loop loop();

        Kernel kernel();

        Helpers helpers();

        Census census();

        EventLog log();

        Surroundings surroundings();

        FilesBeside files(String member);

        Particulars particulars(Member member, ProgramSpec spec) throws ManagerFailure;

        /** In the terminal, where its output goes instead of the transcript; empty in the background. */
        Optional<Transcript> terminal(String member) throws PosixException;
    }

    /**
     * Opens all of it.
     *
     * @param process the program's process, if there is one already
     */
    MemberHands(Common common, Member member, Optional<Pid> process) throws ManagerFailure, PosixException {
        this.common = common;
        ProgramSpec spec = member.spec();
        Messages log = (level, message) -> common.log().log(level.number(), member.name() + ": " + message);
        Particulars particulars = common.particulars(member, spec);
        LaunchPlanner planner = new LaunchPlanner(spec, common.surroundings(), particulars, process.isPresent());
        FilesBeside files = common.files(member.name());
        ProgramOutput programOutput = new ProgramOutput(spec, particulars, files, log);
        Optional<Transcript> terminal = common.terminal(member.name());
        transcript = terminal.isPresent() ? terminal.get() : programOutput.openBeside(process);
        keeper = common.surroundings().keeper(files.state(), record(spec), log);
        program = new SupervisedProgram(planner.plan(OptionalInt.of(transcript.childDescriptor())), common.kernel(),
                common.helpers(), common.census().of(member.name()), keeper, member, log, member);
        status = new StatusReplies(program, transcript, programOutput, common.log());
        watch = new ProgramWatch(common.loop(), program);
        output = new OutputWatch(common.loop(), transcript, log);
    }

    /** All that is written down of the configuration for one program; what is everybody's is written down once. */
    private static Launch record(ProgramSpec spec) {
        return new Launch(spec, new ManagerSpec(Values.none(), Optional.empty()), List.of());
    }

    /** What runs goes on, by other rules. */
    void obey(Member member) {
        try {
            ProgramSpec spec = member.spec();
            program.obey(new LaunchPlanner(spec, common.surroundings(), common.particulars(member, spec), true)
                    .plan(OptionalInt.of(transcript.childDescriptor())));
            keeper.follow(record(spec));
            status.forgetWords();
        } catch (ManagerFailure | PosixException e) {
            common.log().log(Level.ERROR.number(), member.name() + ": " + e.getMessage());
        }
    }

    /**
     * Sees whether it can be started again, as far as can be told before; its file is looked for anew.
     *
     * @throws ManagerFailure why not
     */
    void check(Member member) throws ManagerFailure {
        try {
            ProgramSpec spec = member.spec();
            LaunchPlan plan = new LaunchPlanner(spec, common.surroundings(), common.particulars(member, spec), false)
                    .plan(OptionalInt.of(transcript.childDescriptor()));
            String obstacle = ExecFailure.foresee(plan.program());
            if (!obstacle.isEmpty()) {
                throw new ManagerFailure(2, "can't exec " + PosixException.quote(plan.program().executable()) + obstacle);
            }
            program.follow(plan);
        } catch (PosixException e) {
            throw new ManagerFailure(1, e.getMessage());
        }
    }

    SupervisedProgram program() {
        return program;
    }

    Transcript transcript() {
        return transcript;
    }

    StatusReplies status() {
        return status;
    }

    void refresh() {
        watch.refresh();
        output.refresh();
    }

    void forget() {
        keeper.forget();
        transcript.forget();
    }

    void close() {
        watch.close();
        output.close();
        transcript.close();
    }
}
