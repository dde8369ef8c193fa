package zdaemon.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import zdaemon.e2e.Tool;

/** The command as a process of its own, with the flags that it is made for. */
final class Processes {
    private static final List<String> FLAGS = List.of("-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions", "-Xint", "-XX:+UseSerialGC", "-Xrs", "-XX:-UsePerfData",
            "-XX:AsyncDeflationInterval=0", "-XX:GuaranteedSafepointInterval=0");
    private static final int SECONDS = 60;

    private Processes() {
    }

    /** Starts a command in a folder; its output goes to the files {@code out} and {@code err} there. */
    static Process start(Path folder, String tag, String input, String... words) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("-classpath");
        command.add(System.getProperty("java.class.path"));
        command.add(Main.class.getName());
        command.addAll(List.of(words));
        File in = folder.resolve("in" + tag).toFile();
        Files.writeString(in.toPath(), input);
        return new ProcessBuilder(Tool.heedingSignals(command)).directory(folder.toFile()).redirectInput(in)
                .redirectOutput(folder.resolve("out" + tag).toFile())
                .redirectError(folder.resolve("err" + tag).toFile()).start();
    }

    /** Runs a command to its end. */
    static Captured run(Path folder, String... words) throws IOException, InterruptedException {
        return runWithInput(folder, "", words);
    }

    static Captured runWithInput(Path folder, String input, String... words) throws IOException, InterruptedException {
        String tag = Long.toString(System.nanoTime());
        return finish(folder, tag, start(folder, tag, input, words));
    }

    /** Waits for a command's end. */
    static Captured finish(Path folder, String tag, Process process) throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            throw new AssertionError("no end: " + text(folder, "out", tag) + text(folder, "err", tag));
        }
        return new Captured(process.exitValue(), text(folder, "out", tag), text(folder, "err", tag));
    }

    static String text(Path folder, String stream, String tag) throws IOException {
        return Files.readString(folder.resolve(stream + tag));
    }
}
