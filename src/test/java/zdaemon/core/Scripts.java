package zdaemon.core;

import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.domains.DomainContextBase;

/** Random rules, and random things that happen. */
public final class Scripts extends DomainContextBase {

    /** Times come in these steps, so that deadlines and acts often fall together. */
    static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(250);

    static final List<Event.Request> REQUESTS = List.of(
            new Event.StartRequested(),
            new Event.StopRequested(),
            new Event.RestartRequested(),
            new Event.ExitRequested());

    @Provide
    Arbitrary<ProgramRules> rules() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 5),
                        Arbitraries.of(true, false),
                        Arbitraries.of(List.<Set<Integer>>of(Set.of(), Set.of(0, 2), Set.of(1))),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.of(true, false),
                        Arbitraries.of(true, false),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.of(0, 0, 1, 4, 9))
                .as((limit, forever, codes, stop, hangAround, test, spawn, start) -> new ProgramRules(
                        limit, forever, codes, stop * GRAIN, hangAround, test, spawn * GRAIN, start * GRAIN, codes.isEmpty()));
    }

    @Provide
    Arbitrary<Ending> endings() {
        return Arbitraries.oneOf(
                Arbitraries.of(0, 1, 2, 3).map(Ending.Exited::new),
                Arbitraries.of(new Ending.Killed(15, "SIGTERM", false), new Ending.Killed(11, "SIGSEGV", true)));
    }

    @Provide
    Arbitrary<Act> acts() {
        Arbitrary<Long> nanos = Arbitraries.longs().between(0, 24).map(steps -> steps * GRAIN);
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of(REQUESTS).map(Act.Ask::new)),
                Tuple.of(1, Arbitraries.integers().between(0, 9).map(Scripts::rareShutdown)),
                Tuple.of(1, Arbitraries.just(new Act.KillManager())),
                Tuple.of(8, Arbitraries.frequency(Tuple.of(6, true), Tuple.of(1, false)).map(Act.Exec::new)),
                Tuple.of(4, Combinators.combine(endings(), Arbitraries.frequency(
                        Tuple.of(6, World.Others.NONE), Tuple.of(2, World.Others.MORTAL), Tuple.of(1, World.Others.IMMORTAL)))
                        .as(Act.End::new)),
                Tuple.of(2, Arbitraries.just(new Act.EndOthers())),
                Tuple.of(1, Arbitraries.just(new Act.FailForGood())),
                Tuple.of(3, Arbitraries.of(true, false).map(Act.EndTest::new)),
                Tuple.of(1, Arbitraries.of(new Act.RefuseFork(), new Act.RefuseTest())),
                Tuple.of(8, nanos.map(Act.Pass::new)),
                Tuple.of(1, nanos.map(Act.Stall::new)));
    }

    /** Shutdown ends a script's interesting part, so most are replaced. */
    private static Act rareShutdown(int dice) {
        return dice == 0 ? new Act.ShutDown() : new Act.Exec(true);
    }
}
