package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.function.Consumer;
import zdaemon.core.fleet.Command;
import zdaemon.loop.Loop;
import zdaemon.loop.Priority;
import zdaemon.loop.Source;

/**
 * What machines have been told to do, in its order, over as many turns as it takes: a thousand programs to be started keep
 * neither a client waiting nor one that has crashed.
 */
final class MachineOrders extends Source {
    /** So long at a time machines are given orders, before others have their turn. */
    private static final long SLICE_NANOS = 20_000_000L;

    private final Loop loop;
    private final Consumer<Command> machines;
    private final ArrayDeque<Command> waiting = new ArrayDeque<>();
    private boolean isBusy;

    /** @param machines carries out one order */
    MachineOrders(Loop loop, Consumer<Command> machines) {
        super(loop, Priority.DEADLINE);
        this.loop = loop;
        this.machines = machines;
    }

    void add(Command command) {
        waiting.add(command);
    }

    /** Does the first of it at once: a single order need not wait for another turn. */
    void begin() {
        if (isBusy || waiting.isEmpty()) {
            return;
        }
        isBusy = true;
        long until = loop.now() + SLICE_NANOS;
        do {
            machines.accept(waiting.remove());
        } while (!waiting.isEmpty() && loop.now() - until < 0);
        isBusy = false;
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    /** Does all of it: there will be no other turn. */
    void finish() {
        while (!waiting.isEmpty()) {
            machines.accept(waiting.remove());
        }
    }

    @Override
    protected boolean step(long now) {
        begin();
        return false;
    }
}
