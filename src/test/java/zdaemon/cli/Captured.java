package zdaemon.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.PosixException;

/** One run of the command within the test, its streams captured. */
record Captured(int status, String out, String err) {

    static Captured run(String... words) {
        return runWithInput("", words);
    }

    static Captured runWithInput(String input, String... words) {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        try (var in = MemoryFile.of(input.getBytes(StandardCharsets.UTF_8))) {
            int status = Main.run(List.of(words),
                    new Streams(in, new Output(out::writeBytes), new Output(err::writeBytes)));
            return new Captured(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } catch (PosixException e) {
            throw new AssertionError(e);
        }
    }
}
