package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signals;
import zdaemon.posix.SpawnLine;
import zdaemon.posix.StringVector;

/** What a child does between fork and exec, measured here in a rehearsal: it must neither allocate nor load a class. */
class SpawnLineTest {
    private static final int WARM_UP = 10;

    private final SpawnLine line = new SpawnLine();

    @BeforeEach
    void rehearse() throws PosixException {
        SpawnPlan plan = SpawnPlan.of("/", List.of("/"), List.of()).withDirectory("/").withUmask(0).inNewSession();
        try (StringVector.Shared environments = new StringVector.Shared();
                SpawnPreparation preparation = new SpawnPreparation(plan, environments)) {
            preparation.writeForChild(line, 3, true, Signals.notDefault());
        }
        line.disarm();
        for (int i = 0; i < WARM_UP; i++) {
            line.forkAndRun();
        }
    }

    @AfterEach
    void close() {
        line.close();
    }

    @Test
    void allocatesNothing() throws ReflectiveOperationException {
        Counter bytes = new Counter("getThreadMXBean", "com.sun.management.ThreadMXBean",
                "getCurrentThreadAllocatedBytes");
        assertEquals(bytes.growthOver(() -> {}), bytes.growthOver(line::forkAndRun));
    }

    @Test
    void loadsNothing() throws ReflectiveOperationException {
        Counter classes = new Counter("getClassLoadingMXBean", "java.lang.management.ClassLoadingMXBean",
                "getTotalLoadedClassCount");
        assertEquals(classes.growthOver(() -> {}), classes.growthOver(line::forkAndRun));
    }

    /** One of the JVM's figures; by reflection, because the tool's module does not read java.management. */
    private static final class Counter {
        private final Object bean;
        private final Method figure;

        Counter(String factory, String type, String getter) throws ReflectiveOperationException {
            bean = Class.forName("java.lang.management.ManagementFactory").getMethod(factory).invoke(null);
            figure = Class.forName(type).getMethod(getter);
        }

        /** What asking itself costs is in it, too: the last of many times, when that has become constant. */
        long growthOver(Runnable action) throws ReflectiveOperationException {
            long growth = 0;
            for (int i = 0; i < WARM_UP; i++) {
                long before = (long) figure.invoke(bean);
                action.run();
                growth = (long) figure.invoke(bean) - before;
            }
            return growth;
        }
    }

    @Test
    void rehearsalHasNoEffect() throws PosixException {
        int umask = FileSystem.umask(022);
        FileSystem.umask(umask);
        Pid session = Processes.session(Processes.self());
        line.forkAndRun();
        assertEquals(umask, FileSystem.umask(umask));
        assertEquals(session, Processes.session(Processes.self()));
        assertEquals(new Reaping.NoChildren(), Processes.reapAny());
    }
}
