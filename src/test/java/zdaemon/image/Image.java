package zdaemon.image;

import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.stream.Stream;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;

/**
 * An image somewhere.
 *
 * @param home    its folder
 * @param sandbox where it is used
 */
record Image(Path home, Sandbox sandbox) {
    /** Class caches, below the image's folder. */
    static final String OF_THE_RUNTIME = "lib/server/classes.jsa";
    static final String OF_COMMANDS = "lib/client.jsa";
    static final String OF_MANAGERS = "lib/manager.jsa";
    static final List<String> CACHES = List.of(OF_THE_RUNTIME, OF_COMMANDS, OF_MANAGERS);

    /** The one that was built. */
    static Path built() {
        return Tool.command().getParent().getParent();
    }

    /** A copy of the built one beside the sandbox's folder; times of files are those of copying. */
    static Image copied(Sandbox sandbox, String name) {
        Path home = sandbox.beside(name);
        try (Stream<Path> files = Files.walk(built())) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, home.resolve(built().relativize(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Image(home, sandbox);
    }

    Path file(String name) {
        return home.resolve(name);
    }

    /** Runs its command. */
    Result zdaemon(String... arguments) {
        return launch(arguments).finish();
    }

    Running launch(String... arguments) {
        Stream<String> command = Stream.of(file("bin/zdaemon").toString());
        return sandbox.execute("", Stream.concat(command, Stream.of(arguments)).toList());
    }

    /**
     * Has it start a program, ask and stop, without a word too much.
     *
     * @return the caches that a command and the manager have mapped, below the image's folder
     */
    Map<String, List<String>> lives() {
        String[] start = {"-p", "sleep 1000", "start"};
        zdaemon(start).quietly().exits(0).matches(Daemon.STARTED);
        Result status = zdaemon("-p", "sleep 1000", "status", "-l").quietly().exits(0);
        Matcher manager = status.matches("program running; .*\nmanager=(\\d+)\n.*");
        Map<String, List<String>> mapped = new TreeMap<>(Map.of(
                "command", mappedByCommand(), "manager", mapped(Long.parseLong(manager.group(1)))));
        zdaemon("-p", "sleep 1000", "stop").quietly().exits(0).matches(Daemon.STOPPED);
        zdaemon("-p", "sleep 1000", "status").quietly().exits(3).prints(Daemon.NOT_RUNNING);
        return mapped;
    }

    /** Of a command that waits. */
    private List<String> mappedByCommand() {
        sandbox.write("some.log", "a line\n");
        Running command = launch("-p", "x", "logtail", "some.log");
        until("the log is shown", () -> command.out().equals("a line\n"));
        List<String> mapped = mapped(command.pid());
        command.signal("INT");
        command.finish().quietly().exits(0);
        return mapped;
    }

    /** Caches in a process's memory, proc_pid_maps(5). */
    private List<String> mapped(long pid) {
        try {
            String maps = Files.readString(Path.of("/proc", Long.toString(pid), "maps"), StandardCharsets.ISO_8859_1);
            return CACHES.stream().filter(cache -> maps.contains(real(cache) + "\n")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String real(String cache) {
        try {
            return home.toRealPath().resolve(cache).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
