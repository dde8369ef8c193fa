package zdaemon.manager;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import zdaemon.core.fleet.Program;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;
import zdaemon.spec.Option;

/** How long members that are being started have until a client, or an update, waits no more: {@code start-timeout}. */
final class StartClocks {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Loop loop;
    private final Consumer<Member> late;
    private final Map<String, Clock> running = new HashMap<>();

    /** @param late is told of one that takes longer */
    StartClocks(Loop loop, Consumer<Member> late) {
        this.loop = loop;
        this.late = late;
    }

    /** It is being started, and somewhere that is waited for. */
    void started(Member member) {
        settled(member.name());
        running.put(Program.key(member.name()), new Clock(member));
    }

    /** It is known what has become of it. */
    void settled(String member) {
        Clock clock = running.remove(Program.key(member));
        if (clock != null) {
            clock.close();
        }
    }

    void close() {
        for (Clock each : running.values()) {
            each.close();
        }
    }

    private final class Clock extends Source {
        private final Member member;

        Clock(Member member) {
            super(loop, Priority.DEADLINE);
            this.member = member;
            dueAt(loop.now() + member.spec().number(Option.START_TIMEOUT) * NANOS_PER_SECOND);
        }

        @Override
        protected boolean step(long now) {
            settled(member.name());
            late.accept(member);
            return false;
        }
    }
}
