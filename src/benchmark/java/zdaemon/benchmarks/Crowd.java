package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Until;
import zdaemon.e2e.Wire;

/** Many programs of one manager of this tool, and perhaps one more that dies. */
final class Crowd implements AutoCloseable {
    /** For all of them at once. */
    private static final Duration DEADLINE = Duration.ofSeconds(300);

    private static final String MANAGER = "manager=";

    private final Lab lab;
    private final Path folder;
    private final Path configuration;
    private final Path socket;

    /**
     * Writes the configuration.
     *
     * @param name   its folder's name
     * @param count  how many programs
     * @param mortal one that dies, if there is to be such a one besides
     */
    Crowd(Lab lab, String name, int count, Optional<Path> mortal) {
        this.lab = lab;
        this.folder = lab.sandbox().path(name);
        this.configuration = folder.resolve("conf");
        this.socket = folder.resolve("zdsock");
        try {
            Files.createDirectory(folder);
            Files.createDirectory(folder.resolve("log"));
            Files.writeString(configuration, """
                    <manager>
                      socket-name %1$s
                      directory   %2$s
                    </manager>
                    <defaults>
                      directory     %2$s
                      start-seconds 0
                      backoff-limit 0
                    </defaults>
                    <runner w>
                      program    %3$s
                      transcript %2$s/log/w.{instance}
                      instances  %4$d
                    </runner>
                    """.formatted(socket, folder, String.join(" ", Lab.SLEEPER), count)
                    + mortal.map(program -> """
                    <runner mortal>
                      program    %s
                      transcript %s/log/mortal
                      autostart  off
                    </runner>
                    """.formatted(program, folder)).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** The tool's command line for an action. */
    List<String> words(String... action) {
        List<String> words = new ArrayList<>(List.of(Tool.command().toString(), "-C", configuration.toString()));
        words.addAll(List.of(action));
        return words;
    }

    /** Starts all, and answers the milliseconds until the command has said so of each. */
    double start() {
        long begin = System.nanoTime();
        lab.launch(words("start")).finish(DEADLINE).exits(0);
        return (System.nanoTime() - begin) / 1e6;
    }

    long manager() {
        try {
            return Wire.ask(socket, "@w.1 status").lines().filter(line -> line.startsWith(MANAGER)).findFirst()
                    .map(line -> Long.parseLong(line.substring(MANAGER.length()))).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        if (Files.exists(socket)) {
            Proc manager = Proc.of(manager());
            lab.launch(words("stop")).finish(DEADLINE).exits(0);
            Until.until(manager + " is gone", () -> !manager.alive());
        }
        Lab.delete(folder);
    }
}
