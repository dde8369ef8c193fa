package zdaemon.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SharedEnvironment;
import zdaemon.process.Executables;
import zdaemon.process.ProcessIdentity;
import zdaemon.spec.Launch;

/** What is the same for all programs of a manager, found out once. */
public final class Surroundings {
    private final SharedEnvironment environment;
    private final String self;
    private final String directory;
    private final LongSupplier turn;
    private final Map<Sought, Executables.Search> found = new HashMap<>();
    private long foundIn;

    private record Sought(String program, String path, Optional<String> directory) {}

    private Surroundings(SharedEnvironment environment, String self, String directory, LongSupplier turn) {
        this.environment = environment;
        this.self = self;
        this.directory = directory;
        this.turn = turn;
    }

    /**
     * Those of this process.
     *
     * @param environment the client's, {@code NAME=value} each
     * @param turn        the number of the loop's present turn
     * @throws PosixException when the current directory cannot be told
     */
    public static Surroundings of(List<String> environment, LongSupplier turn) throws PosixException {
        Optional<ProcessIdentity> self = ProcessIdentity.of(Processes.self());
        return new Surroundings(new SharedEnvironment(environment), self.isPresent() ? self.get().text() : "",
                FileSystem.currentDirectory(), turn);
    }

    SharedEnvironment environment() {
        return environment;
    }

    /** As {@link Executables#find}; within a turn of the loop the same is found for all. */
    Executables.Search find(String program, List<String> variables, Optional<String> from) throws PosixException {
        if (foundIn != turn.getAsLong()) {
            foundIn = turn.getAsLong();
            found.clear();
        }
        Sought sought = new Sought(program, Executables.path(variables), from);
        Executables.Search search = found.get(sought);
        if (search == null) {
            search = Executables.find(program, variables, from);
            found.put(sought, search);
        }
        return search;
    }

    /** One that writes to a file of one program. */
    public StateKeeper keeper(String path, Launch mandate, Messages log) {
        return StateKeeper.of(path, self, directory, mandate, log);
    }
}
