package zdaemon.e2e;

import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A daemon of the usual kind: files {@code conf} and {@code events}, socket {@code zdsock}, transcript {@code log}. */
public final class Daemon {

    /** Signs of life: {@code ". "} once a second, maybe none. */
    public static final String PROGRESS = "(?:\\. )*";
    public static final String STARTED = PROGRESS + "\ndaemon process started, pid=(\\d+)\n";
    public static final String RESTARTED = PROGRESS + "\ndaemon process restarted, pid=(\\d+)\n";
    public static final String STOPPED = PROGRESS + "\ndaemon process stopped\n";
    /** On standard error, when the program has left processes behind; which ones. */
    public static final String SURVIVORS = "warning: the program left processes behind, which go on: (.*) "
            + "\\(stop-scope says whom a stop ends\\)\n";
    public static final String NOT_RUNNING = "daemon manager not running\n";
    public static final String IDLE = "daemon manager running; daemon process not running\n";

    public final Sandbox sandbox;

    public Daemon(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** Writes the configuration: those lines in its runner section, and a transcript and an event log. */
    public Daemon runs(String program, String... lines) {
        String[] all = Arrays.copyOf(lines, lines.length + 1);
        all[lines.length] = "transcript log";
        return configure("", "program " + program, all);
    }

    /**
     * Writes the configuration with an event log and more sections, but without a transcript. Unless a line says otherwise
     * the program counts as started as soon as it is executed: a second for each start would be most of the tests' time.
     */
    public Daemon configure(String sections, String program, String... lines) {
        List<String> all = new ArrayList<>(List.of(lines));
        if (all.stream().noneMatch(line -> line.startsWith("start-seconds"))) {
            all.add("start-seconds 0");
        }
        sandbox.write("conf", """
                <runner>
                  %s
                  %s
                </runner>
                <eventlog>
                  level debug
                  <logfile>
                    path %s
                  </logfile>
                </eventlog>
                %s""".formatted(program, String.join("\n  ", all), sandbox.path("events"), sections));
        return this;
    }

    /** Runs an action to its end. */
    public Result ask(String... action) {
        return launch(action).finish();
    }

    /** Starts an action. */
    public Running launch(String... action) {
        String[] words = new String[action.length + 1];
        words[0] = "-Cconf";
        System.arraycopy(action, 0, words, 1, action.length);
        return sandbox.launch(words);
    }

    /** Starts the daemon and returns the program's process. */
    public Proc start(String... arguments) {
        String[] action = new String[arguments.length + 1];
        action[0] = "start";
        System.arraycopy(arguments, 0, action, 1, arguments.length);
        Result result = ask(action).quietly().exits(0);
        return Proc.of(Long.parseLong(result.matches(STARTED).group(1)));
    }

    /** Stops it, and with it the manager. */
    public void stop() {
        Proc manager = manager();
        stopped(ask("stop"));
        gone(manager);
        if (Files.exists(socket())) {
            throw new AssertionError("the manager is gone, but not its socket");
        }
    }

    /** The outcome of a stop. A shell that is ended while it waits leaves behind what it waited for, and is told on. */
    public static void stopped(Result stop) {
        stop.exits(0).matches(STOPPED);
        if (!stop.err().matches("(" + SURVIVORS + ")?")) {
            throw new AssertionError("it complains: " + stop);
        }
    }

    public Path socket() {
        return sandbox.path("zdsock");
    }

    /** The keys of the status reply. */
    public Map<String, String> status() throws IOException {
        return Wire.status(socket());
    }

    public Proc manager() {
        try {
            return Proc.of(Long.parseLong(status().get("manager")));
        } catch (IOException e) {
            throw new AssertionError("no manager answers", e);
        }
    }

    /** The program once one runs, other than the one given (which may be null). */
    public Proc programAfter(Proc other) {
        until("a new program runs", () -> {
            long pid = Long.parseLong(status().get("application"));
            return pid != 0 && (other == null || pid != other.pid());
        });
        try {
            return Proc.of(Long.parseLong(status().get("application")));
        } catch (IOException e) {
            throw new AssertionError("no manager answers", e);
        }
    }

    /** Waits for the end of a process. */
    public static void gone(Proc process) {
        until(process + " ends", () -> !process.alive());
    }

    /** Waits for a line of the transcript. */
    public void printed(String line) {
        until("the transcript has the line " + line, () -> sandbox.lines("log").contains(line));
    }

    /** Waits for a message in the event log. */
    public void logged(String message) {
        until("the event log says " + message, () -> messages().contains(message));
    }

    /** The event log's messages with their levels: {@code INFO spawned process pid=7}. */
    public List<String> messages() {
        return sandbox.lines("events").stream().filter(line -> !line.equals("------"))
                .map(line -> line.replaceFirst("^\\S+ (\\w+) root ", "$1 ")).toList();
    }
}
