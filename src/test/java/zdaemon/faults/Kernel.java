package zdaemon.faults;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Tool;

/** What the kernel lets a test do to a process, and what it tells about one. */
final class Kernel {
    private static final int STATE = 0;
    private static final int PARENT = 1;

    private Kernel() {
    }

    /** Skips the test when a command is missing. */
    static void require(String command) {
        assumeTrue(Tool.which(command) != null, "no " + command + " on this machine");
    }

    /** Sets a soft limit of a running process, prlimit(1): {@code nofile}, {@code nproc}, {@code fsize}. */
    static void limit(Proc process, String resource, String value) {
        require("prlimit");
        List<String> command = new ArrayList<>();
        String user = process.status().get("Uid").split("\t")[0];
        if (Tool.root() && !user.equals("0")) {
            // A root without all its powers, in a container, may not do this to others.
            require("setpriv");
            String group = process.status().get("Gid").split("\t")[0];
            command.addAll(List.of("setpriv", "--reuid", user, "--regid", group, "--clear-groups"));
        }
        command.addAll(List.of(
                "prlimit", "--pid", Long.toString(process.pid()), "--" + resource + "=" + value + ":"));
        run(command.toArray(String[]::new));
    }

    /** Runs a command of the system to its end, which must be success. */
    static void run(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), ISO_8859_1);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + ": " + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("can't run " + String.join(" ", command), e);
        }
    }

    /** Whether a command of the system succeeds. */
    static boolean succeeds(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException | InterruptedException e) {
            return false;
        }
    }

    /** Resident memory, in kilobytes. */
    static long resident(Proc process) {
        return Long.parseLong(process.status().get("VmRSS").replace(" kB", ""));
    }

    static int threads(Proc process) {
        return Integer.parseInt(process.status().get("Threads"));
    }

    /** How many ended children nobody has reaped. */
    static long zombies(Proc parent) {
        String pid = Long.toString(parent.pid());
        long count = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path folder : folders) {
                String[] stat = stat(folder);
                count += stat[STATE].equals("Z") && stat[PARENT].equals(pid) ? 1 : 0;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    private static String[] stat(Path folder) {
        try {
            String stat = Files.readString(folder.resolve("stat"), ISO_8859_1);
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException gone) {
            return new String[] {"", ""};
        }
    }

    /** The lines {@code 1} to {@code count}, as seq(1) prints them. */
    static String numbers(int count) {
        StringBuilder text = new StringBuilder();
        IntStream.rangeClosed(1, count).forEach(number -> text.append(number).append('\n'));
        return text.toString();
    }
}
