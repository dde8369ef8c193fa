package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.process.ExecFailure;
import zdaemon.program.LaunchPlan;
import zdaemon.program.LaunchPlanner;
import zdaemon.program.ManagerFailure;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.Launch;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.transcript.Transcript;

/**
 * Has the program's next start follow another configuration (behaviour §2, {@code restart}): its words, start test,
 * environment, directory and umask. All else belongs to the manager, which stays.
 */
final class Reconfiguration {
    private static final List<Option> CHANGEABLE =
            List.of(Option.PROGRAM, Option.START_TEST_PROGRAM, Option.DIRECTORY, Option.UMASK);

    private final SupervisedProgram program;
    private final StateKeeper keeper;
    private final OneProgram owner;
    private final OptionalInt output;
    private final Transcript transcript;

    /** @param output the descriptor that takes the program's output, in the background */
    Reconfiguration(SupervisedProgram program, StateKeeper keeper, OneProgram owner, OptionalInt output,
            Transcript transcript) {
        this.program = program;
        this.keeper = keeper;
        this.owner = owner;
        this.output = output;
        this.transcript = transcript;
    }

    /**
     * Takes what a client would hand to a manager that it starts.
     *
     * @return what differs from before, by the names of the options
     * @throws ManagerFailure why the program could not be started with that, or with what it has; then nothing has been done
     */
    List<String> apply(byte[] record) throws ManagerFailure {
        Launch mandate = owner.mandate();
        try {
            ProgramSpec wanted = Launch.decode(record).program();
            Optional<String> user = wanted.find(Option.USER);
            if (user.isPresent() && !Accounts.isSame(user.get(), Credentials.effectiveUid())) {
                throw new ManagerFailure(1, "another user needs another manager; stop the program and start it");
            }
            List<String> changed = changes(mandate.program(), wanted);
            if (changed.isEmpty()) {
                check();
            } else {
                boolean moves = changed.contains(Option.DIRECTORY.key().orElseThrow());
                ProgramSpec before = output.isPresent() && moves
                        ? mandate.program().with(Option.TRANSCRIPT, transcript.anchor()) : mandate.program();
                follow(new Launch(merge(before, wanted), mandate.manager(), mandate.environment()), moves);
            }
            return changed;
        } catch (RecordException | PosixException e) {
            throw new ManagerFailure(1, e.getMessage());
        }
    }

    /**
     * Sees whether the program can be started, as far as can be told before.
     *
     * @throws ManagerFailure why not
     */
    void check() throws ManagerFailure {
        try {
            program.follow(plan(owner.mandate()));
        } catch (PosixException e) {
            throw new ManagerFailure(1, e.getMessage());
        }
    }

    private static List<String> changes(ProgramSpec before, ProgramSpec after) {
        List<String> changed = new ArrayList<>();
        for (Option option : CHANGEABLE) {
            if (differs(option, before, after)) {
                changed.add(option.key().orElseThrow());
            }
        }
        if (!before.environment().equals(after.environment())) {
            changed.add("environment");
        }
        return changed;
    }

    private static boolean differs(Option option, ProgramSpec before, ProgramSpec after) {
        return switch (option) {
            case UMASK -> before.number(option) != after.number(option);
            // Without one the program stays where it is.
            case DIRECTORY -> after.find(option).isPresent() && !before.find(option).equals(after.find(option));
            default -> !before.words(option).equals(after.words(option));
        };
    }

    private static ProgramSpec merge(ProgramSpec before, ProgramSpec after) {
        ProgramSpec merged = new ProgramSpec(before.values(), after.environment())
                .with(Option.PROGRAM, after.command())
                .with(Option.START_TEST_PROGRAM, after.words(Option.START_TEST_PROGRAM))
                .with(Option.UMASK, after.number(Option.UMASK));
        Optional<String> directory = after.find(Option.DIRECTORY);
        return directory.isPresent() ? merged.with(Option.DIRECTORY, directory.get()) : merged;
    }

    /** The program is stopped only if it can be started again: its file is looked for anew, it may have moved along PATH. */
    private LaunchPlan plan(Launch mandate) throws ManagerFailure, PosixException {
        LaunchPlan plan = new LaunchPlanner(mandate, false).plan(output);
        String obstacle = ExecFailure.foresee(plan.program());
        if (!obstacle.isEmpty()) {
            throw new ManagerFailure(2, "can't exec " + PosixException.quote(plan.program().executable()) + obstacle);
        }
        return plan;
    }

    /** Relative paths begin in the new directory, where this process stays if it can be. */
    private LaunchPlan planIn(String directory, Launch mandate) throws ManagerFailure, PosixException {
        try (Fd here = Fd.open(".", Open.READ | Open.DIRECTORY, 0)) {
            FileSystem.changeDirectory(directory);
            try {
                return plan(mandate);
            } catch (ManagerFailure | PosixException e) {
                FileSystem.changeDirectory("/proc/self/fd/" + here.number());
                throw e;
            }
        }
    }

    /** What can fail comes first. */
    private void follow(Launch mandate, boolean moves) throws ManagerFailure, PosixException {
        LaunchPlan plan = moves && output.isPresent()
                ? planIn(mandate.program().find(Option.DIRECTORY).orElseThrow(), mandate) : plan(mandate);
        if (output.isPresent()) {
            FileSystem.umask(mandate.program().number(Option.UMASK));
        }
        keeper.follow(mandate);
        program.follow(plan);
        owner.changeMandate(mandate);
    }
}
