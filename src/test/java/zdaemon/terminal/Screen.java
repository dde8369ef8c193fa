package zdaemon.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Until;

/** A terminal of its own with a shell in it, and somebody who types and looks. */
final class Screen implements AutoCloseable {
    static final String PROMPT = "zdaemon>";
    private static final String SHELL = "shell$";
    private static final String COLUMNS = "100";
    private static final String ROWS = "45";

    private final Sandbox sandbox;
    private final Path socket;

    private Screen(Sandbox sandbox) {
        this.sandbox = sandbox;
        this.socket = sandbox.beside("tmux");
    }

    /** Opens a terminal; the test is skipped where there is no tmux. */
    static Screen open(Daemon daemon) {
        Assumptions.assumeTrue(Tool.which("tmux") != null, "tmux is not installed");
        Screen screen = new Screen(daemon.sandbox);
        daemon.sandbox.environment.put("ENV", daemon.sandbox.write("shellrc", "PS1='" + SHELL + " '\n").toString());
        // Not below the home folder, which has to be as empty after a test as before.
        daemon.sandbox.environment.put("XDG_STATE_HOME", screen.stateFolder().toString());
        screen.tmux("-f", "/dev/null", "new-session", "-d", "-x", COLUMNS, "-y", ROWS, "sh");
        screen.until("the shell's prompt", screen.lastLineIs(SHELL));
        return screen;
    }

    Path stateFolder() {
        return sandbox.path("state");
    }

    /** Starts the interpreter from the shell and waits for its prompt. */
    Screen interpret(String... options) {
        shell(command(options));
        return prompts();
    }

    /** The command line that runs the tool with the daemon's configuration. */
    static String command(String... options) {
        return Tool.command() + " -Cconf" + (options.length == 0 ? "" : " " + String.join(" ", options));
    }

    /** Has the shell run a command, and clears the screen before. */
    void shell(String line) {
        type("clear; " + line);
        press("Enter");
    }

    /** Types a line at the prompt; answers what it brought about, once there is a new prompt. */
    String enter(String line) {
        type(line);
        until("echo of " + line, () -> lastLine().equals(PROMPT + " " + line));
        press("Enter");
        prompts();
        return since(PROMPT + " " + line);
    }

    /** Types text as it is, into whatever there is. */
    void type(String text) {
        tmux("send-keys", "-l", "--", text);
    }

    /** Presses keys by tmux's names for them: C-c, Up, Tab, Enter. */
    void press(String... keys) {
        String[] words = new String[keys.length + 1];
        words[0] = "send-keys";
        System.arraycopy(keys, 0, words, 1, keys.length);
        tmux(words);
    }

    void paste(String text) {
        tmux("set-buffer", "--", text);
        tmux("paste-buffer", "-p");
    }

    void resize(int columns, int rows) {
        tmux("resize-window", "-x", Integer.toString(columns), "-y", Integer.toString(rows));
    }

    /** Waits for a prompt with nothing after it. */
    Screen prompts() {
        until("a prompt", lastLineIs(PROMPT));
        return this;
    }

    /** Waits for the shell's prompt. */
    void leaves() {
        until("the shell's prompt", lastLineIs(SHELL));
    }

    /** The exit status of what the shell ran last. */
    String exitStatus() {
        type("echo status is $?");
        press("Enter");
        until("an exit status", () -> lines().stream().anyMatch(line -> line.matches("status is \\d+")));
        return lines().stream().filter(line -> line.matches("status is \\d+")).findFirst().orElseThrow();
    }

    /** Waits until the last line is that. */
    void ends(String line) {
        until("last line: " + line, lastLineIs(line));
    }

    /** Waits until a line somewhere is that. */
    void shows(String line) {
        until("line: " + line, () -> lines().contains(line));
    }

    /** Waits until a line somewhere matches. */
    void showsLike(String pattern) {
        until("line like: " + pattern, () -> lines().stream().anyMatch(line -> line.matches(pattern)));
    }

    /** The interpreter's process, which the shell has started. */
    Proc interpreter() {
        long shell = Long.parseLong(tmux("display-message", "-p", "#{pane_pid}").strip());
        return marked().filter(process -> process.parent() == shell).findFirst().orElseThrow();
    }

    /** How many lines are that. */
    long count(String line) {
        return lines().stream().filter(line::equals).count();
    }

    /** Whether a command runs in the same terminal as that process; a daemon's program does not. */
    boolean hasStarted(Proc process, String command) {
        return marked().anyMatch(other -> String.join(" ", other.arguments()).equals(command)
                && Proc.find(other.pid()).isPresent() && other.session() == process.session());
    }

    private Stream<Proc> marked() {
        return Proc.marked("XDG_STATE_HOME", stateFolder().toString()).stream();
    }

    /** What follows the last such line, up to the prompt. */
    private String since(String line) {
        List<String> lines = lines();
        return String.join("\n", lines.subList(lines.lastIndexOf(line) + 1, lines.size() - 1));
    }

    private Until.Condition lastLineIs(String line) {
        return () -> lastLine().equals(line);
    }

    String lastLine() {
        List<String> lines = lines();
        return lines.isEmpty() ? "" : lines.get(lines.size() - 1);
    }

    /** The screen without the empty lines at its end; tmux cuts the spaces at the end of each. */
    private List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(tmux("capture-pane", "-p").split("\n", -1)));
        while (!lines.isEmpty() && lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    void until(String what, Until.Condition condition) {
        if (!Until.within(Until.DEADLINE, condition)) {
            throw new AssertionError("waited in vain for " + what + "; the screen:\n" + String.join("\n", lines()));
        }
    }

    private String tmux(String... words) {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-S", socket.toString()));
        command.addAll(List.of(words));
        try {
            ProcessBuilder builder = new ProcessBuilder(Tool.heedingSignals(command)).directory(sandbox.folder().toFile())
                    .redirectErrorStream(true);
            builder.environment().clear();
            builder.environment().putAll(sandbox.environment);
            Process tmux = builder.start();
            tmux.getOutputStream().close();
            String output = new String(tmux.getInputStream().readAllBytes(), UTF_8);
            if (tmux.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
            return output;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("can't run tmux", e);
        }
    }

    /** Hangs up on everything in this terminal. */
    @Override
    public void close() {
        tmux("kill-server");
        Until.until("tmux ends", () -> marked().noneMatch(process -> process.arguments().contains("new-session")));
        socket.toFile().delete();
    }
}
