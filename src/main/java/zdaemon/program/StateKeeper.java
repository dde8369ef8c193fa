package zdaemon.program;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Level;
import zdaemon.core.Next;
import zdaemon.core.ProgramState;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateRecord;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessIdentity;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;

/**
 * Writes down, beside the socket, what a successor has to know should this manager be killed. Written whenever that
 * changes while there is a process; a file that names a process which has ended proves nothing, so it may stay until the
 * next one is there.
 */
public final class StateKeeper {
    private final PrivateRecord file;
    private final String settings;
    private final String directory;
    private final EventLog log;
    private final String self;

    private Facts kept = new Facts(0, 0, false, Optional.empty());
    private String program = "";

    /** What changes during a process's life. */
    private record Facts(int pid, int crashes, boolean ready, Optional<Next> wish) {
        static Facts of(ProgramState state) {
            boolean ready = state.ready() || !state.rules().hasStartTest();
            return new Facts(state.application(), state.backoff(), ready, state.wish());
        }

        /** As equals, which the runtime would have to make up on the way of the first start. */
        boolean isLike(Facts other) {
            return pid == other.pid && crashes == other.crashes && ready == other.ready && wish.equals(other.wish);
        }
    }

    /**
     * @param path    where to write
     * @param mandate how this manager was told to run the program
     */
    public StateKeeper(String path, Launch mandate, EventLog log) throws PosixException {
        this.file = new PrivateRecord(path);
        this.settings = new String(mandate.encode(), StandardCharsets.ISO_8859_1);
        this.directory = FileSystem.currentDirectory();
        this.log = log;
        this.self = identity(Processes.self());
    }

    private static String identity(Pid pid) {
        Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
        return identity.isPresent() ? identity.get().text() : "";
    }

    /**
     * Writes the state down if it differs from what is there. A failure is logged and not repeated before something
     * changes: it costs no more than the possibility to be succeeded.
     *
     * @param started when the process was, in microseconds since 1970
     * @param newborn its identity, if it has just been forked
     */
    void keep(ProgramState state, OptionalLong started, Optional<ProcessIdentity> newborn) {
        Facts facts = Facts.of(state);
        if (facts.pid() == 0 || facts.isLike(kept)) {
            return;
        }
        if (facts.pid() != kept.pid()) {
            program = newborn.isPresent() && newborn.get().pid().value() == facts.pid()
                    ? newborn.get().text() : identity(new Pid(facts.pid()));
        }
        kept = facts;
        String wish = facts.wish().isPresent() ? facts.wish().get().name() : "";
        Legacy legacy = new Legacy(self, program, started, facts.crashes(), facts.ready(),
                wish.isEmpty() ? Optional.empty() : Optional.of(wish), directory, settings);
        try {
            if (!file.overwrite(legacy.head().getBytes(StandardCharsets.ISO_8859_1))) {
                file.write(legacy.encode().getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (PosixException e) {
            log.log(Level.ERROR.number(), e.getMessage() + "; should the daemon manager be killed, the program would "
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
