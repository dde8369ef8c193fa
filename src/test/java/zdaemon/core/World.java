package zdaemon.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import zdaemon.core.Event.Request;

/** A paper kernel and a paper manager around a {@link Machine}; what must always hold is checked at every step. */
final class World {

    static final Ending BY_KILL = new Ending.Killed(9, "SIGKILL", false);

    record Moment(long now, ProgramState before, Event event, List<Effect> effects, ProgramState after) {
        boolean has(Class<? extends Effect> kind) {
            return effects.stream().anyMatch(kind::isInstance);
        }
    }

    /** Sees what the world sees, and the time in which nothing happens. */
    interface Witness {
        void saw(Moment moment);

        /** Nothing happened after {@code from} and before {@code to}. */
        void waited(long from, long to);
    }

    private static final Witness NOBODY = new Witness() {
        @Override
        public void saw(Moment moment) {}

        @Override
        public void waited(long from, long to) {}
    };

    final List<Moment> past = new ArrayList<>();
    private final Witness witness;
    ProgramState state;
    long now;
    OptionalInt exit = OptionalInt.empty();

    /** The process there, 0 if none. */
    int program;
    private boolean executed;
    boolean killed;
    private int test;
    private final Set<Integer> dyingTests = new HashSet<>();
    private int lastPid = 100;
    private boolean managerKilled;
    private int written;
    private boolean refuseFork;
    private boolean refuseTest;
    private Others others = Others.NONE;
    private int outlived;
    private boolean othersKilled;

    World(ProgramRules rules) {
        this(rules, NOBODY);
    }

    World(ProgramRules rules, Witness witness) {
        this.state = Machine.initial(rules);
        this.witness = witness;
    }

    /** Who is left in the stop-scope when a process ends. */
    enum Others { NONE, MORTAL, IMMORTAL }

    /** Plays a script in one world after the other: when a manager ends or dies, another one is started. */
    static List<Moment> lives(ProgramRules rules, List<Act> script, Supplier<Witness> witnesses) {
        List<Moment> moments = new ArrayList<>();
        Optional<World> before = Optional.empty();
        for (Iterator<Act> acts = script.iterator(); acts.hasNext(); ) {
            World world = new World(rules, witnesses.get());
            world.begin(before);
            while (acts.hasNext() && world.exit.isEmpty() && !world.managerKilled) {
                world.play(acts.next());
            }
            moments.addAll(world.past);
            before = Optional.of(world);
        }
        return moments;
    }

    static List<Moment> lives(ProgramRules rules, List<Act> script) {
        return lives(rules, script, () -> NOBODY);
    }

    /** A start, unless the world before has left a program behind. */
    private void begin(Optional<World> before) {
        if (before.isEmpty() || before.get().program == 0) {
            feed(new Event.StartRequested());
            return;
        }
        World dead = before.get();
        now = dead.now;
        lastPid = dead.lastPid;
        program = dead.program;
        killed = dead.killed;
        executed = true;
        long age = now - dead.state.birth().orElseThrow().moment();
        feed(new Event.Adopted(program, program + " 12 x", 70, age, dead.state.backoff(), dead.state.ready(), dead.state.wish()));
    }

    World play(List<Act> script) {
        script.forEach(this::play);
        return this;
    }

    void play(Act act) {
        switch (act) {
            case Act.Ask(Request request) -> feed(request);
            case Act.KillManager() -> managerKilled = true;
            case Act.ShutDown() -> feed(new Event.ShutdownRequested("SIGTERM"));
            case Act.Exec(boolean succeeds) -> exec(succeeds);
            case Act.FailForGood() -> execFails(true);
            case Act.End(Ending ending, Others left) -> {
                others = program != 0 ? left : others;
                end(ending);
            }
            case Act.EndOthers() -> endOthers();
            case Act.EndTest(boolean succeeds) -> endTest(succeeds);
            case Act.RefuseFork() -> refuseFork = true;
            case Act.RefuseTest() -> refuseTest = true;
            case Act.Pass(long nanos) -> pass(now + nanos);
            case Act.Stall(long nanos) -> now += nanos;
        }
    }

    void exec(boolean succeeds) {
        if (program != 0 && !executed && !killed) {
            executed = true;
            if (succeeds) {
                feed(new Event.ExecConfirmed(program));
            } else {
                feed(new Event.ExecFailed(program, "can't exec", false));
            }
        }
    }

    private void execFails(boolean forGood) {
        if (program != 0 && !executed && !killed) {
            executed = true;
            feed(new Event.ExecFailed(program, "can't exec", forGood));
        }
    }

    private void endOthers() {
        if (outlived != 0) {
            int pid = outlived;
            outlived = 0;
            others = Others.NONE;
            feed(new Event.DescendantsEnded(pid));
        }
    }

    void end(Ending ending) {
        if (program != 0) {
            others = killed && others == Others.MORTAL ? Others.NONE : others;
            outlived = others == Others.NONE ? 0 : program;
            Event end = new Event.ProgramEnded(program, killed ? BY_KILL : ending, outlived != 0);
            program = 0;
            killed = false;
            feed(end);
        }
    }

    private void endTest(boolean succeeds) {
        if (test != 0) {
            int pid = test;
            test = 0;
            feed(new Event.TestEnded(pid, succeeds));
        }
    }

    void pass(long until) {
        do {
            settle();
            long next = Machine.nextDeadline(state).orElse(until);
            long awake = Math.max(now, Math.min(next, until));
            witness.waited(now, awake);
            now = awake;
            if (next <= until) {
                feed(new Event.DeadlineReached());
            }
        } while (Machine.nextDeadline(state).orElse(until + 1) <= until || killed || othersKilled);
        now = Math.max(now, until);
    }

    /** What has been killed is reaped. */
    private void settle() {
        if (killed) {
            end(BY_KILL);
        }
        if (othersKilled) {
            othersKilled = false;
            endOthers();
        }
        for (int pid : Set.copyOf(dyingTests)) {
            dyingTests.remove(pid);
            feed(new Event.TestEnded(pid, true));
        }
    }

    void feed(Event event) {
        ProgramState before = state;
        Step step = Machine.step(before, event, now);
        state = step.state();
        Moment moment = new Moment(now, before, event, step.effects(), state);
        past.add(moment);
        Laws.check(moment);
        witness.saw(moment);
        step.effects().forEach(this::carryOut);
        assertEquals(program, state.process(), moment::toString);
        assertEquals(program == 0 ? outlived : program, state.application(), moment::toString);
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Spawn() -> spawn();
            case Effect.Signal(int pid, StopSignal signal) -> {
                assertEquals(program, pid, "a signal to a stranger");
                killed |= signal == StopSignal.KILL;
            }
            case Effect.SpawnTest() -> spawnTest();
            case Effect.KillTest(int pid) -> {
                assertEquals(test, pid, "an unknown test is killed");
                test = 0;
                dyingTests.add(pid);
            }
            case Effect.Exit(int status) -> {
                assertEquals(0, program, "a program is left behind");
                assertEquals(0, test, "a start test is left behind");
                assertEquals(0, outlived, "somebody is waited for");
                assertTrue(exit.isEmpty(), "two exits");
                exit = OptionalInt.of(status);
            }
            case Effect.Persist() -> written = state.process();
            case Effect.Release(int pid) -> {
                assertEquals(program, pid, "a stranger is released");
                assertEquals(pid, written, "released before it was written down");
            }
            case Effect.SignalDescendants(int pid, StopSignal signal) -> {
                assertEquals(outlived, pid, "nobody is left to be signalled");
                othersKilled |= signal == StopSignal.KILL && others == Others.MORTAL;
            }
            case Effect.AwaitDescendants(int pid) -> assertEquals(outlived, pid, "nobody is left to wait for");
            case Effect.NameSurvivors _ -> {
                outlived = 0;
                others = Others.NONE;
                othersKilled = false;
            }
            case Effect.Log _, Effect.Answer _, Effect.AnnounceStarted _, Effect.AnnounceReady _,
                    Effect.AnnounceFailed _ -> {}
        }
    }

    private void spawn() {
        assertEquals(0, program, "two programs at once");
        assertEquals(0, outlived, "the next program before the last one's scope has ended");
        executed = false;
        killed = false;
        if (refuseFork) {
            refuseFork = false;
            feed(new Event.ForkFailed("can't fork"));
        } else {
            program = ++lastPid;
            feed(new Event.Forked(program, program + " 12 x", 70));
        }
    }

    private void spawnTest() {
        assertEquals(0, test, "two start tests at once");
        assertTrue(program != 0 && executed, "a start test of nothing");
        assertFalse(killed, "a start test of the dead");
        if (refuseTest) {
            refuseTest = false;
            feed(new Event.TestForkFailed("can't fork"));
        } else {
            test = ++lastPid;
            feed(new Event.TestForked(test));
        }
    }
}
