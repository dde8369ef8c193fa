package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import zdaemon.core.fleet.Cause;
import zdaemon.core.fleet.Command;
import zdaemon.loop.Loop;
import zdaemon.posix.PosixException;

class MachineOrdersTest {
    private final List<String> done = new ArrayList<>();

    private static String name(Command command) {
        return command instanceof Command.Start(String name, Cause _) ? name : "";
    }

    @Test
    void preparesEachOnceAndAFewAheadAndCarriesOutAllInTheirOrder() throws PosixException {
        try (Loop loop = Loop.create()) {
            MachineOrders orders = new MachineOrders(loop, command -> done.add("prepare " + name(command)),
                    command -> done.add("start " + name(command)));
            for (int i = 1; i <= 6; i++) {
                orders.add(new Command.Start("w." + i, new Cause.Requested()));
            }
            for (int i = 1; i <= 6; i++) {
                // Each time at least one.
                orders.begin();
            }
            assertEquals(List.of("prepare w.1", "prepare w.2", "prepare w.3", "prepare w.4",
                    "start w.1", "start w.2", "start w.3", "start w.4", "prepare w.5", "prepare w.6", "start w.5", "start w.6"), done);
        }
    }

    /** The list of orders may have been emptied in between, and others come then. */
    @Test
    void preparesThoseThatComeAfterAllWasDone() throws PosixException {
        try (Loop loop = Loop.create()) {
            MachineOrders orders = new MachineOrders(loop, command -> done.add("prepare " + name(command)),
                    command -> done.add("start " + name(command)));
            orders.add(new Command.Start("one", new Cause.Requested()));
            orders.begin();
            orders.add(new Command.Start("two", new Cause.Requested()));
            orders.begin();
            assertEquals(List.of("prepare one", "start one", "prepare two", "start two"), done);
        }
    }
}
