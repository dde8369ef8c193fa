package zdaemon.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Fd;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.PosixException;
import zdaemon.posix.SignalSet;
import zdaemon.process.SpawnPlan;

/**
 * What a manager gets from the client that starts it: its settings in a memory file, the client's environment, and a
 * signal mask. The signals that it reads, or that must not end it, are blocked before it begins, since all threads of its
 * runtime inherit the mask.
 */
final class Handover implements AutoCloseable {
    private static final int FIRST_UNSHARED = 3;
    /** mallopt(3). */
    private static final String ONE_ARENA_NAME = "MALLOC_ARENA_MAX=";

    private final Fd text;
    private final List<String> environment;
    private final String socket;

    private Handover(Fd text, List<String> environment, String socket) {
        this.text = text;
        this.socket = socket;
        this.environment = environment;
    }

    /** Writes the settings down. */
    static Handover of(Mandate mandate) throws PosixException {
        Fd text = unshared(MemoryFile.of(mandate.record()));
        return new Handover(text, own(mandate.environment(), mandate.zone()), mandate.socket());
    }

    /**
     * A manager that keeps this process's streams and session, and the report's descriptor if there is one.
     *
     * @param words further arguments
     */
    SpawnPlan plan(ManagerCommand command, OptionalInt report, List<String> words) {
        List<String> all = new ArrayList<>(command.words(text.number(), report));
        // What ps(1) shows first.
        all.set(0, "zdaemon: " + socket);
        all.addAll(words);
        List<Integer> kept = report.isPresent() ? List.of(text.number(), report.getAsInt()) : List.of(text.number());
        return SpawnPlan.of(command.executable(), all, environment)
                .keeping(kept)
                .withMask(SignalSet.blockedInManagers());
    }

    /**
     * The environment of the manager itself; the program's goes through the settings. The manager's runtime takes its flags
     * from us alone, its log's times are in the zone that the program has, and libc does not set memory apart for each thread
     * of the runtime: none of them waits for another's, and each such place is copied for each child.
     */
    private static List<String> own(List<String> environment, Optional<String> zone) {
        boolean zoned = zone.isPresent();
        List<String> own = new ArrayList<>(environment.size() + 2);
        for (int i = 0; i < environment.size(); i++) {
            String entry = environment.get(i);
            if (!entry.startsWith("JAVA_TOOL_OPTIONS=") && !entry.startsWith("JDK_JAVA_OPTIONS=")
                    && !entry.startsWith("_JAVA_OPTIONS=") && !entry.startsWith(ONE_ARENA_NAME) && !(zoned && entry.startsWith("TZ="))) {
                own.add(entry);
            }
        }
        own.add(ONE_ARENA_NAME + "1");
        if (zoned) {
            own.add("TZ=" + zone.get());
        }
        return own;
    }

    /** If this process was started with closed standard streams, its descriptors could take their numbers. */
    static Fd unshared(Fd fd) throws PosixException {
        if (fd.number() >= FIRST_UNSHARED) {
            return fd;
        }
        try (fd) {
            return fd.duplicate();
        }
    }

    @Override
    public void close() {
        text.close();
    }
}
