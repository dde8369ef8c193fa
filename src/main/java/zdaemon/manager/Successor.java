package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.ControlSocket;
import zdaemon.posix.Arguments;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalSet;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;

/**
 * The manager that this process may become by executing itself anew, as another release or as the same: the program stays
 * its child, the socket stays open, and clients who knock meanwhile are answered by it.
 */
final class Successor {
    private static final String MANAGER = "zdaemon.manager.ManagerMain";

    private final ControlSocket socket;
    private final StartReport report;
    private final Spawner spawner;
    private Optional<Charge> charge = Optional.empty();
    private Optional<OpenFiles.Limits> limits = Optional.empty();

    Successor(ControlSocket socket, StartReport report, Spawner spawner) {
        this.socket = socket;
        this.report = report;
        this.spawner = spawner;
    }

    /** Hands these programs over. */
    void of(Charge programs) {
        charge = Optional.of(programs);
    }

    /** It begins with these limits to the number of open files, as this process did: programs are to find them. */
    void beginsWith(OpenFiles.Limits former) {
        limits = Optional.of(former);
    }

    /**
     * A descriptor that the successor gets.
     *
     * @param name   the argument in which it is told
     * @param number its number
     */
    record Kept(String name, int number) {}

    /** What it is told, as things are now. */
    byte[] handoff() {
        return charge.orElseThrow().handoff(socket.identity());
    }

    /**
     * Becomes it. Returns only by exception, and then nothing has changed.
     *
     * @param command   the file to execute, then its command line up to the main class
     * @param arguments further arguments
     * @param client    who is to be told
     */
    void execute(List<String> command, List<String> arguments, Optional<Fd> client) throws PosixException {
        try (Fd text = MemoryFile.of(handoff())) {
            List<Kept> kept = kept();
            kept.add(new Kept(ManagerMain.HANDOFF, text.number()));
            if (client.isPresent()) {
                kept.add(new Kept(ManagerMain.CLIENT, client.get().number()));
            }
            List<String> words = new ArrayList<>(command.subList(1, command.size()));
            words.addAll(arguments);
            List<Integer> numbers = new ArrayList<>();
            for (Kept one : kept) {
                words.add(one.name() + one.number());
                numbers.add(one.number());
            }
            SpawnPlan plan = SpawnPlan.of(command.get(0), words, Environment.entries())
                    .keeping(numbers).withMask(SignalSet.blockedInManagers()).keepingIgnored();
            OpenFiles.Limits own = OpenFiles.limits();
            try {
                spawner.replace(limits.isPresent() ? plan.withOpenFiles(limits.get()) : plan);
            } finally {
                OpenFiles.set(own);
                for (int number : numbers) {
                    // Close-on-exec again.
                    Fd.adopt(number);
                }
            }
        }
    }

    private List<Kept> kept() {
        List<Kept> kept = new ArrayList<>();
        kept.add(new Kept(ManagerMain.LISTENER, socket.listener().number()));
        OptionalInt start = report.descriptor();
        if (start.isPresent()) {
            kept.add(new Kept(ManagerMain.REPORT, start.getAsInt()));
        }
        kept.addAll(charge.orElseThrow().kept());
        return kept;
    }

    /**
     * What executes another main class of this release, on the same runtime and with the same flags.
     *
     * @return the file to execute, then its command line
     */
    static List<String> thisRelease(String mainClass) throws PosixException {
        List<String> command = new ArrayList<>();
        command.add(Arguments.executable());
        for (String word : Arguments.commandLine()) {
            if (word.endsWith(MANAGER)) {
                command.add(word.substring(0, word.length() - MANAGER.length()) + mainClass);
                break;
            }
            command.add(word);
        }
        return command;
    }

    /** What executes this release anew. */
    static List<String> thisRelease() throws PosixException {
        return thisRelease(MANAGER);
    }
}
