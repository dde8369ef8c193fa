package zdaemon.image;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import zdaemon.e2e.Until;

/**
 * Another Java program, which runs the command within itself: for each line of its standard input, whose words are
 * separated by bars. Run by {@link ToolProviderIT}.
 */
final class Host {
    private Host() {
    }

    /**
     * Prints, for each run, the status, what it answered and what it complained about. With an argument it goes on
     * until it has no children any more.
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ToolProvider tool = ToolProvider.findFirst("zdaemon").orElseThrow();
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split("\\|");
            // Each on a thread of its own: a program has many.
            Thread thread = new Thread(() -> run(tool, words));
            thread.start();
            thread.join();
        }
        System.out.println("still here");
        if (arguments.length > 0) {
            Until.until("no child is left", () -> {
                run(tool, "--version");
                return children().isEmpty();
            });
        }
    }

    /** As the kernel has it: those that have ended and were not reaped are among them. */
    private static String children() throws IOException {
        StringBuilder children = new StringBuilder();
        try (var threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                children.append(Files.readString(thread.resolve("children")));
            }
        }
        return children.toString();
    }

    private static void run(ToolProvider tool, String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int status = tool.run(new PrintWriter(out), new PrintWriter(err), words);
        System.out.println(status + " [" + out + "] [" + err + "]");
    }
}
