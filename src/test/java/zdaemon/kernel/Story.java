package zdaemon.kernel;

import java.util.ArrayList;
import java.util.List;
import zdaemon.core.Level;
import zdaemon.program.Messages;
import zdaemon.program.StartListener;

/** What is done, in its order. Serves as event log and as the one who waits for a start, too. */
public final class Story implements Messages, StartListener {
    private final List<String> lines = new ArrayList<>();

    public void add(String line) {
        lines.add(line);
    }

    /** What has been added since this was last asked. */
    public List<String> lines() {
        List<String> taken = List.copyOf(lines);
        lines.clear();
        return taken;
    }

    /** As {@link #lines}, without what is logged. */
    public List<String> deeds() {
        return lines().stream().filter(line -> !line.matches("(DEBUG|INFO|WARNING|ERROR|CRITICAL) .*")).toList();
    }

    @Override
    public void log(Level level, String message) {
        add(level + " " + message);
    }

    @Override
    public void adopted(int pid) {
        add("adopted " + pid);
    }

    @Override
    public void started(int pid) {
        add("started " + pid);
    }

    @Override
    public void ready(int pid) {
        add("ready " + pid);
    }
}
