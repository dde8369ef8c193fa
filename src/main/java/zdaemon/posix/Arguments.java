package zdaemon.posix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What this process was started with, proc(5). */
public final class Arguments {
    private static final String COMMAND_LINE = "/proc/self/cmdline";
    private static final String EXECUTABLE = "/proc/self/exe";

    private Arguments() {}

    /** The arguments of main, byte for byte: the JDK decodes them as the locale says, and loses what does not fit. */
    public static List<String> exact(String[] decoded) {
        try {
            List<String> words = commandLine();
            int surplus = words.size() - decoded.length;
            return surplus < 0 ? Arrays.asList(decoded) : words.subList(surplus, words.size());
        } catch (PosixException noProc) {
            return Arrays.asList(decoded);
        }
    }

    /**
     * The whole command line: the JVM, its options, the main class, its arguments.
     *
     * @return all words of the kernel's command line, byte for byte
     * @throws PosixException ENOENT when /proc is not mounted
     */
    public static List<String> commandLine() throws PosixException {
        return split(FileSystem.read(COMMAND_LINE));
    }

    /** Each word ends with a NUL. */
    private static List<String> split(byte[] commandLine) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < commandLine.length; i++) {
            if (commandLine[i] == 0) {
                words.add(NativeString.decode(commandLine, from, i));
                from = i + 1;
            }
        }
        return words;
    }

    /**
     * The file that this process executes.
     *
     * @throws PosixException ENOENT when /proc is not mounted
     */
    public static String executable() throws PosixException {
        return Paths.linkTarget(EXECUTABLE);
    }
}
