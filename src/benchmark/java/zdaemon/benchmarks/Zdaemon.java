package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Until;
import zdaemon.e2e.Wire;

/** A daemon of this tool, or of another one that takes the same configuration and actions. */
final class Zdaemon implements Supervisor {

    private final Sandbox sandbox;
    private final List<String> command;
    private final Path folder;
    private final Path configuration;
    private final Path socket;
    private final Path transcript;

    /**
     * Writes the configuration: a transcript, an environment, and the settings.
     *
     * @param sandbox  where its folder is
     * @param name     its folder's name
     * @param command  the tool
     * @param program  the program and its arguments, none of which holds white space
     * @param settings more lines for the section {@code runner}
     */
    Zdaemon(Sandbox sandbox, String name, List<String> command, List<String> program, String... settings) {
        this.sandbox = sandbox;
        this.command = command;
        this.folder = sandbox.path(name);
        this.configuration = folder.resolve("conf");
        this.socket = folder.resolve("zdsock");
        this.transcript = folder.resolve("transcript");
        try {
            Files.createDirectory(folder);
            Files.writeString(configuration, """
                    <runner>
                      program %s
                      directory %s
                      socket-name %s
                      transcript %s
                      %s
                      %s
                    </runner>
                    <environment>
                      COLOUR blue
                    </environment>
                    """.formatted(String.join(" ", program), folder, socket, transcript, startSeconds(command),
                    String.join("\n  ", settings)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is measured is the way to the program's exec; other releases know no other start. */
    private static String startSeconds(List<String> command) {
        return command.equals(List.of(Tool.command().toString())) ? "start-seconds 0" : "";
    }

    @Override
    public String name() {
        return String.join(" ", command);
    }

    @Override
    public void begin() {
        sandbox.execute("", words("start")).finish().exits(0);
    }

    @Override
    public List<String> status() {
        return words("status");
    }

    @Override
    public Optional<List<String>> start() {
        return Optional.of(words("start"));
    }

    @Override
    public Optional<List<String>> stop() {
        return Optional.of(words("stop"));
    }

    @Override
    public long manager() {
        try {
            return Long.parseLong(Wire.status(socket).get("manager"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Path folder() {
        return folder;
    }

    /** Whether the transcript holds anything. */
    boolean hasWritten() throws IOException {
        return Files.exists(transcript) && Files.size(transcript) > 0;
    }

    Path configuration() {
        return configuration;
    }

    Path transcript() {
        return transcript;
    }

    /** The tool's command line for an action. */
    List<String> words(String... action) {
        List<String> words = new ArrayList<>(command);
        words.addAll(List.of("-C", configuration.toString()));
        words.addAll(List.of(action));
        return words;
    }

    @Override
    public void close() {
        Optional<Proc> manager = Files.exists(socket) ? Proc.find(manager()) : Optional.empty();
        sandbox.execute("", words("stop")).finish().exits(0);
        manager.ifPresent(process -> Until.until(process + " is gone", () -> !process.alive()));
        Lab.delete(folder);
    }
}
