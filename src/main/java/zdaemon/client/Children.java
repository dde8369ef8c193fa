package zdaemon.client;

import java.util.ArrayList;
import java.util.List;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;

/** The managers that this process has started and that may need to be reaped, whoever started them in it. */
public final class Children {
    private static final List<Pid> UNREAPED = new ArrayList<>();

    private Children() {
    }

    static synchronized void add(Pid manager) {
        UNREAPED.add(manager);
    }

    /** Takes leave of those that have ended, so that none of them stays about as a zombie. */
    public static synchronized void reapEnded() {
        for (int i = UNREAPED.size() - 1; i >= 0; i--) {
            try {
                if (Processes.reap(UNREAPED.get(i)).isPresent()) {
                    UNREAPED.remove(i);
                }
            } catch (PosixException e) {
                // Somebody else has.
                UNREAPED.remove(i);
            }
        }
    }
}
