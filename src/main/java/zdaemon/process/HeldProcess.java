package zdaemon.process;

import java.util.Optional;
import zdaemon.posix.SpawnLine;

/**
 * A process that has been forked and executes nothing before it is let go. If its report is closed before, or its parent
 * ends, whatever the way, it ends too.
 *
 * @param process what it is
 * @param identity what tells it from all others; empty where there is no /proc
 */
public record HeldProcess(Spawned process, Optional<ProcessIdentity> identity) {
    /** Lets it go. One that has failed in the meantime does not mind. */
    public void letGo() {
        SpawnLine.letGo(process.report());
    }
}
