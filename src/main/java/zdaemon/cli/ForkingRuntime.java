package zdaemon.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Inherited;
import zdaemon.client.ManagerCommand;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signals;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;

/**
 * Sees to it that the command runs on a Java runtime that can fork (docs/decisions.md, "Forking from a JVM"). The launcher
 * starts such a one. Who says {@code java -jar} or {@code java -m} gets one that compiles what it runs, on threads of
 * its own: then the process executes itself once more, with a manager's flags. The same is done when a standard stream was
 * closed and nobody has put {@code /dev/null} in its place, as the launcher does.
 */
public final class ForkingRuntime {
    /**
     * Says that the process has been executed anew, so that a runtime which compiles all the same is no endless loop.
     */
    private static final String MARK = "zdaemon.again";

    private ForkingRuntime() {
    }

    /**
     * Returns when this is one; else the whole command begins again.
     *
     * @throws PosixException when the process could not be executed anew
     */
    static void require(List<String> words, Host host) throws PosixException {
        boolean hasStreams = Fd.isInherited(0) && Fd.isInherited(1) && Fd.isInherited(2);
        if ((isInterpreting() && hasStreams) || System.getProperty(MARK) != null) {
            return;
        }
        ManagerCommand command = ManagerCommand.likeThisProcess(host.java(), Main.class.getName());
        List<String> all = new ArrayList<>(command.words());
        all.add(1, "-D" + MARK + "=yes");
        all.addAll(words);
        SpawnPlan plan = SpawnPlan.of(command.executable(), all, Inherited.hidden()).withMask(Signals.blocked()).keepingIgnored();
        try (Fd nothing = Fd.open("/dev/null", Open.READ_WRITE, 0); Spawner spawner = new Spawner()) {
            spawner.replace(plan.withStreams(streamOr(nothing, 0), streamOr(nothing, 1), streamOr(nothing, 2)));
        }
    }

    /** A standard stream; where that was closed, the runtime's own first file has its number. */
    private static int streamOr(Fd nothing, int number) throws PosixException {
        return Fd.isInherited(number) && !isRuntimesOwn(number) ? number : nothing.number();
    }

    /** The runtime opens its classes before all else, and lets children inherit them. */
    private static boolean isRuntimesOwn(int number) throws PosixException {
        Optional<FileStatus> classes = FileSystem.status(System.getProperty("java.home") + "/lib/modules");
        Optional<FileStatus> stream = FileSystem.status("/proc/self/fd/" + number);
        return classes.isPresent() && stream.isPresent() && stream.get().isSameFile(classes.get());
    }

    private static boolean isInterpreting() {
        return System.getProperty("java.vm.info", "").startsWith("interpreted mode");
    }
}
