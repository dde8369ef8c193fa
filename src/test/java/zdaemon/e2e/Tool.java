package zdaemon.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/** Where the built tool and the programs that it supervises are. */
public final class Tool {

    public static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final Path HOME =
            Path.of(System.getProperty("zdaemon.home", "target/zdaemon")).toAbsolutePath().normalize();
    private static final Path SCRIPTS =
            Path.of(System.getProperty("zdaemon.scripts", "test-scripts")).toAbsolutePath().normalize();

    private Tool() {
    }

    /**
     * What commands under test begin with: whoever started the tests may ignore signals, SIGINT in the background of a shell or
     * SIGHUP under nohup(1), and commands would inherit that.
     */
    public static List<String> heedingSignals(List<String> command) {
        List<String> words = new ArrayList<>(List.of("/usr/bin/env", "--default-signal"));
        words.addAll(command);
        return words;
    }

    /** The command that users run. */
    public static Path command() {
        Path command = HOME.resolve("bin/zdaemon");
        if (!Files.isExecutable(command)) {
            throw new AssertionError("no tool at " + command + ": build it, or name its folder with -Dzdaemon.home");
        }
        return command;
    }

    public static Path scripts() {
        return SCRIPTS;
    }

    public static boolean root() {
        return id("-u") == 0;
    }

    /** A number that id(1) prints. */
    public static int id(String... options) {
        try {
            String[] command = new String[options.length + 1];
            command[0] = "id";
            System.arraycopy(options, 0, command, 1, options.length);
            Process id = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String number = new String(id.getInputStream().readAllBytes()).strip();
            return id.waitFor() == 0 ? Integer.parseInt(number) : -1;
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("can't run id", e);
        }
    }

    /** Where the command is on the tests' PATH; null if it is nowhere, for assumptions. */
    public static Path which(String name) {
        for (String folder : PATH.split(":")) {
            Path path = Path.of(folder, name);
            if (Files.isExecutable(path)) {
                return path;
            }
        }
        return null;
    }

    /** Whether every user may reach the tool, so that it can start a manager as someone else. */
    public static boolean openToAll() {
        return openToAll(command());
    }

    private static boolean openToAll(Path file) {
        try {
            for (Path path = file.toRealPath(); path.getParent() != null; path = path.getParent()) {
                if (!Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
