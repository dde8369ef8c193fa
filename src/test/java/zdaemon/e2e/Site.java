package zdaemon.e2e;

import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many programs with one manager: files {@code conf} and {@code events}, socket {@code zdsock}. */
public final class Site {
    /** What the fields of a row are, docs/protocol.md. */
    private static final int NAME = 1;
    private static final int STATE = 2;
    private static final int PID = 3;
    private static final int RESTARTS = 5;
    private static final int WHOLE = 6;
    private static final int KIND = 7;
    private static final int TEXT = 9;
    private static final Pattern MANAGER = Pattern.compile("manager=(\\d+)");
    private static final Pattern SPAWNED = Pattern.compile("INFO (\\S+): spawned process pid=\\d+");
    private static final Pattern ENDED = Pattern.compile("INFO (\\S+): pid \\d+: (?:exit status|terminated by|ended).*");

    public final Sandbox sandbox;

    public Site(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /** What the manager says of a program. */
    public record Row(String name, String state, int pid, int restarts, boolean isWhole, String kind, String text) {
    }

    /** A program's section. */
    public static String runner(String name, String program, String... lines) {
        StringBuilder section = new StringBuilder("<runner " + name + ">\n  program " + program + "\n");
        for (String line : lines) {
            section.append("  ").append(line).append('\n');
        }
        return section.append("</runner>\n").toString();
    }

    /** Writes the configuration: a line for the manager, maybe empty, and the sections of the programs. */
    public Site write(String managerLine, String... sections) {
        sandbox.write("conf", """
                <manager>
                  socket-name zdsock
                  %s
                </manager>
                <eventlog>
                  level debug
                  <logfile>
                    path %s
                  </logfile>
                </eventlog>
                <defaults>
                  start-seconds 0
                </defaults>
                %s""".formatted(managerLine, sandbox.path("events"), String.join("", sections)));
        return this;
    }

    /** Runs an action to its end. */
    public Result ask(String... action) {
        return launch(action).finish();
    }

    /** Starts an action. */
    public Running launch(String... action) {
        List<String> words = new ArrayList<>(List.of("-Cconf"));
        words.addAll(List.of(action));
        return sandbox.launch(words.toArray(String[]::new));
    }

    public Path socket() {
        return sandbox.path("zdsock");
    }

    /** All programs, in the order of the file. */
    public Map<String, Row> table() throws IOException {
        Map<String, Row> table = new LinkedHashMap<>();
        for (String line : Wire.ask(socket(), "table").split("\n")) {
            String[] fields = line.split("\t", -1);
            if (fields[0].equals("row")) {
                table.put(fields[NAME], new Row(fields[NAME], fields[STATE], Integer.parseInt(fields[PID]),
                        Integer.parseInt(fields[RESTARTS]), fields[WHOLE].equals("1"), fields[KIND], fields[TEXT]));
            }
        }
        return table;
    }

    public Row row(String name) {
        try {
            return table().get(name);
        } catch (IOException e) {
            throw new AssertionError("no manager answers", e);
        }
    }

    /** The states of some programs: {@code running done}. */
    public String states(String... names) throws IOException {
        Map<String, Row> table = table();
        List<String> states = new ArrayList<>();
        for (String name : names) {
            states.add(table.get(name).state());
        }
        return String.join(" ", states);
    }

    /** Waits until some programs are in these states. */
    public void are(String states, String... names) {
        until(String.join(" ", names) + " are " + states, () -> states(names).equals(states));
    }

    /** A program's process, which there must be. */
    public Proc program(String name) {
        return Proc.of(row(name).pid());
    }

    /** The program once one runs, other than that one. */
    public Proc programAfter(String name, Proc other) {
        until("another process of " + name + " runs", () -> {
            Row row = table().get(name);
            return row.pid() != 0 && row.pid() != other.pid() && row.state().equals("running");
        });
        return program(name);
    }

    /** Who answers at the socket, or did. */
    public Proc manager() {
        Matcher manager = MANAGER.matcher(sandbox.read(".zdsock.state"));
        if (!manager.find()) {
            throw new AssertionError("the state file names no manager");
        }
        return Proc.of(Long.parseLong(manager.group(1)));
    }

    public Proc killManager() {
        Proc manager = manager();
        manager.kill("KILL");
        Daemon.gone(manager);
        return manager;
    }

    /** Stops all, and with it the manager. */
    public void stop() {
        Proc manager = manager();
        ask("stop").quietly().exits(0);
        Daemon.gone(manager);
        leavesNothing();
    }

    /** No file of the manager's is left. */
    public void leavesNothing() {
        until("nothing is left beside the socket: " + sandbox.list(), () -> !Files.exists(socket())
                && sandbox.list().stream().noneMatch(name -> name.startsWith(".zdsock")));
    }

    /** The event log's messages with their levels: {@code INFO web.1: spawned process pid=7}. */
    public List<String> messages() {
        return sandbox.lines("events").stream().filter(line -> !line.equals("------"))
                .map(line -> line.replaceFirst("^\\S+ (\\w+) root ", "$1 ")).toList();
    }

    /** Waits for a message in the event log. */
    public void logged(String message) {
        until("the event log says " + message, () -> messages().contains(message));
    }

    /** The starts and ends of processes in their order: {@code +db +web.1 -web.1}. */
    public String order() {
        List<String> order = new ArrayList<>();
        for (String message : messages()) {
            Matcher spawned = SPAWNED.matcher(message);
            Matcher ended = ENDED.matcher(message);
            if (spawned.matches()) {
                order.add("+" + spawned.group(1));
            } else if (ended.matches()) {
                order.add("-" + ended.group(1));
            }
        }
        return String.join(" ", order);
    }

    /** The same, from there on. */
    public String orderSince(String before) {
        String order = order();
        if (!order.startsWith(before)) {
            throw new AssertionError("'" + order + "' does not begin with '" + before + "'");
        }
        return order.substring(before.length()).strip();
    }
}
