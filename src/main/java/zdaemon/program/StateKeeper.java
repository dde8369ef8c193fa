package zdaemon.program;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.core.Level;
import zdaemon.core.ProgramState;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateRecord;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessIdentity;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;

/**
 * Writes down, beside the socket, what a successor has to know should this manager be killed, whenever the machine says so. A
 * file that names a process which has ended proves nothing, so it may stay until the next one is there.
 */
public final class StateKeeper {
    private final StateFile file;
    private final String self;
    private String directory;
    private String settings;
    private boolean isOutdated;
    private final Messages log;

    /**
     * @param self      the identity of the manager's process
     * @param directory the manager's current directory
     * @param settings  how this manager was told to run the program, opaque here
     */
    public StateKeeper(StateFile file, String self, String directory, String settings, Messages log) {
        this.file = file;
        this.self = self;
        this.directory = directory;
        this.settings = settings;
        this.log = log;
    }

    /** Writes beside the socket. */
    public static StateKeeper of(String path, Launch mandate, Messages log) throws PosixException {
        Optional<ProcessIdentity> self = ProcessIdentity.of(Processes.self());
        return of(path, self.isPresent() ? self.get().text() : "", FileSystem.currentDirectory(), mandate, log);
    }

    /** The same, for who knows the identity of this process and its directory. */
    static StateKeeper of(String path, String self, String directory, Launch mandate, Messages log) {
        return new StateKeeper(new PrivateStateFile(new PrivateRecord(path)), self, directory,
                new String(mandate.encode(), StandardCharsets.ISO_8859_1), log);
    }

    /** The next start is by this; written down with the next change of the state. */
    public void follow(Launch mandate) throws PosixException {
        directory = FileSystem.currentDirectory();
        settings = new String(mandate.encode(), StandardCharsets.ISO_8859_1);
        isOutdated = true;
    }

    /** The file in the file system. */
    private record PrivateStateFile(PrivateRecord file) implements StateFile {
        @Override
        public boolean overwrite(byte[] head) throws PosixException {
            return file.overwrite(head);
        }

        @Override
        public void write(byte[] content) throws PosixException {
            file.write(content);
        }

        @Override
        public void remove() throws PosixException {
            file.remove();
        }
    }

    /**
     * Writes the state down. A failure is logged and not repeated before something changes: it costs no more than the
     * possibility to be succeeded.
     */
    void keep(ProgramState state) {
        if (state.birth().isEmpty()) {
            return;
        }
        Optional<String> wish = state.wish().isPresent() ? Optional.of(state.wish().get().name()) : Optional.empty();
        Legacy legacy = new Legacy(self, state.birth().get().identity(), state.startedMicros(), state.backoff(), state.needsNoTest(), wish,
                directory, settings);
        try {
            if (isOutdated || !file.overwrite(legacy.head().getBytes(StandardCharsets.ISO_8859_1))) {
                file.write(legacy.encode().getBytes(StandardCharsets.ISO_8859_1));
                isOutdated = false;
            }
        } catch (PosixException e) {
            log.log(Level.ERROR, e.getMessage() + "; should the daemon manager be killed, the program would "
                    + "not be found again");
        }
    }

    /** There is nothing to take over any more. */
    public void forget() {
        try {
            file.remove();
        } catch (PosixException e) {
            // The folder went away or was closed to us: nothing of ours can be removed.
            return;
        }
    }
}
