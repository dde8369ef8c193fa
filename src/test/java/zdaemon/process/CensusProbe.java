package zdaemon.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import zdaemon.core.Event;
import zdaemon.core.ProgramRules;
import zdaemon.kernel.PaperDisk;
import zdaemon.kernel.Story;
import zdaemon.posix.Clock;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.Poller;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.program.Census;
import zdaemon.program.Helpers;
import zdaemon.program.LaunchPlan;
import zdaemon.program.Mark;
import zdaemon.program.RealKernel;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.ProgramSpec.StopScope;

/**
 * Run by {@link CensusProcessTest} as the subreaper of two shells, each of which leaves orphans behind: one in a session of
 * its own, and one without an environment. Tells who is there when one of the two is stopped, and then the other.
 */
final class CensusProbe {
    private static final long SECOND = 1_000_000_000L;
    private static final long DEADLINE = 60 * SECOND;
    private static final String SCRIPT = """
            (setsid sh -c 'echo $$ > "$0.part"; mv "$0.part" "$0.session"; exec sleep 600' "$0" &)
            (env -i /bin/sh -c 'echo $$ > "$0.part2"; mv "$0.part2" "$0.bare"; exec /bin/sleep 600' "$0" &)
            exec sleep 600
            """;

    private final Path folder;
    private final RealKernel kernel;
    private final Helpers helpers;
    private final Census census;
    private final Map<String, SupervisedProgram> programs = new HashMap<>();
    private long turn;

    private CensusProbe(Path folder, RealKernel kernel) {
        this.folder = folder;
        this.kernel = kernel;
        this.helpers = new Helpers(kernel);
        this.census = new Census(kernel, helpers, "/run/" + Processes.self().value(), () -> turn);
    }

    /** Runs the probe; its argument is a folder. */
    public static void main(String[] arguments) throws Exception {
        Processes.becomeSubreaper();
        try (Spawner spawner = new Spawner()) {
            CensusProbe probe = new CensusProbe(Path.of(arguments[0]), new RealKernel(spawner));
            probe.start("web");
            probe.start("db");
            ProcessIdentity[] webs = {probe.orphan("web.session"), probe.orphan("web.bare")};
            ProcessIdentity[] dbs = {probe.orphan("db.session"), probe.orphan("db.bare")};
            probe.stop("web");
            System.out.println("web " + there(webs) + ", db " + there(dbs));
            probe.stop("db");
            System.out.println("web " + there(webs) + ", db " + there(dbs));
        }
    }

    private static int there(ProcessIdentity... some) {
        int count = 0;
        for (ProcessIdentity one : some) {
            count += ProcessIdentity.of(one.pid()).equals(Optional.of(one)) ? 1 : 0;
        }
        return count;
    }

    private void start(String name) throws PosixException {
        Mark mark = new Mark(name, "/run/" + Processes.self().value());
        List<String> environment = new ArrayList<>(List.of("PATH=/usr/bin:/bin"));
        mark.variables().forEach((variable, value) -> environment.add(variable + "=" + value));
        SpawnPlan plan = SpawnPlan.of("/bin/sh", List.of("sh", "-c", SCRIPT, folder.resolve(name).toString()), environment)
                .inNewProcessGroup();
        ProgramRules rules = new ProgramRules(0, true, Set.of(), 20 * SECOND, true, false, 10 * SECOND, 0, false);
        Story story = new Story();
        SupervisedProgram program = new SupervisedProgram(
                new LaunchPlan(List.of("sh"), plan, plan, Signal.TERM, StopScope.ALL, rules), kernel, helpers, census.of(name),
                new StateKeeper(new PaperDisk(story), "1 1 probe", "/", "", story), story, story,
                SupervisedProgram.Observer.NONE);
        programs.put(name, program);
        program.handle(new Event.StartRequested());
        await(program.execReport());
        program.readExecReport();
    }

    /** Its parent has ended, and it has come to us. */
    private ProcessIdentity orphan(String file) throws Exception {
        Path path = folder.resolve(file);
        long deadline = Clock.monotonicNanos() + DEADLINE;
        while (!Files.exists(path) && Clock.monotonicNanos() < deadline) {
            Thread.onSpinWait();
        }
        ProcessIdentity orphan = ProcessIdentity.of(new Pid(Integer.parseInt(Files.readString(path).strip()))).orElseThrow();
        while (kernel.processes().find(orphan).orElseThrow().parent() != Processes.self().value()
                && Clock.monotonicNanos() < deadline) {
            reap();
        }
        return orphan;
    }

    private void stop(String name) throws PosixException {
        SupervisedProgram program = programs.get(name);
        turn++;
        program.handle(new Event.StopRequested());
        long deadline = Clock.monotonicNanos() + DEADLINE;
        while (program.state().application() != 0 && Clock.monotonicNanos() < deadline) {
            turn++;
            reap();
            if (program.straggler().isPresent()) {
                await(program.straggler());
                program.stragglerEnded();
            }
        }
    }

    private void reap() throws PosixException {
        while (Processes.reapAny() instanceof Reaping.Ended child) {
            for (SupervisedProgram program : programs.values()) {
                if (program.is(child.pid())) {
                    program.reaped(child, true);
                }
            }
        }
    }

    private static void await(Optional<Fd> readable) throws PosixException {
        try (Poller poller = Poller.create()) {
            poller.set(readable.orElseThrow(), true, false);
            if (poller.poll(DEADLINE) == 0) {
                throw new AssertionError("nothing happens");
            }
        }
    }
}
