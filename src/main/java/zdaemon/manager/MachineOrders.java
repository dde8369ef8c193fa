package zdaemon.manager;

import java.util.ArrayDeque;
import java.util.Iterator;
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
    /**
     * So many are prepared one after the other. After each fork the kernel copies, or looks at, each page that this process
     * writes to for the first time: what is done between two forks is to be little.
     */
    private static final int PREPARED = 4;

    private final Consumer<Command> preparations;
    private final Consumer<Command> machines;
    private final ArrayDeque<Command> waiting = new ArrayDeque<>();
    private int prepared;
    private boolean isBusy;

    /**
     * @param preparations does what can be done before one of several orders is carried out
     * @param machines     carries out one order
     */
    MachineOrders(Loop loop, Consumer<Command> preparations, Consumer<Command> machines) {
        super(loop, Priority.DEADLINE);
        this.loop = loop;
        this.preparations = preparations;
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
            prepare();
            prepared--;
            machines.accept(waiting.remove());
        } while (!waiting.isEmpty() && loop.now() - until < 0);
        isBusy = false;
        if (!waiting.isEmpty()) {
            wake();
        }
    }

    private void prepare() {
        if (prepared <= 0) {
            prepared = 0;
            for (Iterator<Command> next = waiting.iterator(); prepared < PREPARED && next.hasNext(); prepared++) {
                preparations.accept(next.next());
            }
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
