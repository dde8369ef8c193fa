package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Until;

/**
 * A Java program's command line, taken apart. It is read from running processes, so that it is what the launcher and
 * the client really execute.
 *
 * @param executable the {@code java} that runs
 * @param flags      the runtime's flags
 * @param main       the main class and what else follows the flags
 */
record JavaCommand(String executable, List<String> flags, List<String> main) {

    JavaCommand {
        flags = List.copyOf(flags);
        main = List.copyOf(main);
    }

    /** The command line of a process that is, or is about to become, a Java program with a module's main class. */
    static JavaCommand of(long pid) {
        Until.until("process " + pid + " runs java", () -> Proc.of(pid).arguments().contains("-m"));
        return parse(executable(pid), Proc.of(pid).arguments());
    }

    static JavaCommand parse(String executable, List<String> words) {
        int main = words.indexOf("-m");
        return new JavaCommand(executable, words.subList(1, main), words.subList(main, words.size()));
    }

    private static String executable(long pid) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "exe")).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the program has a class cache. */
    boolean hasCache() {
        return flags.stream().anyMatch(JavaCommand::isCache);
    }

    /** The flags without those that are about the program's own classes. */
    List<String> bareFlags() {
        return flags.stream()
                .filter(flag -> !isCache(flag) && !flag.startsWith("--enable-native-access") && !flag.startsWith("-D"))
                .toList();
    }

    /** All words, with more flags at the end of the flags. */
    List<String> words(String... more) {
        List<String> words = new ArrayList<>(List.of(executable));
        words.addAll(flags);
        words.addAll(List.of(more));
        words.addAll(main);
        return words;
    }

    /** The same with other arguments of its main class. */
    JavaCommand with(List<String> arguments) {
        List<String> replaced = new ArrayList<>(main.subList(0, 2));
        replaced.addAll(arguments);
        return new JavaCommand(executable, flags, replaced);
    }

    private static boolean isCache(String flag) {
        return flag.startsWith("-XX:AOTCache=") || flag.startsWith("-XX:SharedArchiveFile=");
    }
}
