package zdaemon.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;

/**
 * The command line of a manager: the runtime that this client runs on, with the flags under which a JVM can fork safely
 * and idles cheaply (docs/design.md), and the same classes.
 *
 * @param executable the {@code java} to run, absolute
 * @param modulePath where modules are; empty when they are in the runtime itself
 * @param classPath  where classes are; empty when everything is a module
 * @param mainModule the manager's module; empty on a class path
 * @param mainClass  the manager's main class
 */
public record ManagerCommand(
        String executable,
        Optional<String> modulePath,
        Optional<String> classPath,
        Optional<String> mainModule,
        String mainClass) {

    private static final char SEPARATOR = ':';

    /** The manager's main class. */
    public static final String MAIN_CLASS = "zdaemon.manager.ManagerMain";

    /** More flags, separated by spaces, for who builds the image: it records the manager's class cache that way. */
    private static final String MORE_FLAGS = "zdaemon.manager.flags";

    /** The line editor's, for the client alone; but a class cache fits only processes that all have the same. */
    private static final String MORE_ACCESS = ",org.jline.terminal.ffm";

    /** Flags that a runtime does not know must not stop it, so that one comes first. */
    private static final List<String> FLAGS = List.of(
            "-XX:+IgnoreUnrecognizedVMOptions",
            // A class cache that does not fit this runtime costs speed, not a line of output.
            "-Xlog:disable",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:+UnlockExperimentalVMOptions",
            // One thread that matters, no compiler, no periodic work: nothing a forked child could wait for.
            "-Xint",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-XX:AsyncDeflationInterval=0",
            "-XX:GuaranteedSafepointInterval=0",
            "-XX:+DisableAttachMechanism",
            "-XX:ServiceThreadCleanupInterval=0",
            "--finalization=disabled",
            // The limit on descriptors is the user's to set, and the program's to inherit: a JVM raises it.
            "-XX:-MaxFDLimit",
            // Sooner there: the heap is given, so no look at the container's limits; nor does the runtime check its own
            // work when it links libc's functions.
            "-XX:-UseContainerSupport",
            "-Djava.lang.foreign.VERIFY_BINDINGS=false",
            // With all this, nothing of the runtime's own comes between a call of libc and a look at errno (Function).
            "-Dzdaemon.runtime=own",
            // Signals stay blocked, for signalfd.
            "-Xrs",
            // Memory: a relocated class archive alone costs 8 MB in each process. Symbols and strings are in the archive,
            // and few others come; the code that a newer processor could use is for compiled code to call.
            // Each Java thread touches so many pages of its stack as it begins.
            "-XX:ArchiveRelocationMode=0",
            "-XX:StackShadowPages=10",
            "-XX:SymbolTableSize=2048",
            "-XX:StringTableSize=1024",
            "-XX:UseAVX=0",
            "-Xms1500k",
            "-Xmx64m",
            "-Xmn384k",
            // With much less, the start already needs a full collection.
            "-XX:ReservedCodeCacheSize=8m",
            // A limit on address space (ulimit -v) counts what is reserved: 1 GB, ordinarily, for classes alone.
            "-XX:CompressedClassSpaceSize=8m",
            // Should the runtime crash, it leaves nothing where the user stands.
            "-XX:ErrorFile=/dev/null",
            "-XX:-CreateCoredumpOnCrash");

    /**
     * The command for a manager of this client's own release and runtime.
     *
     * @param executable the program file of this process
     * @param mainClass  the manager's main class
     * @throws PosixException when the current directory cannot be told
     */
    public static ManagerCommand likeThisProcess(String executable, String mainClass) throws PosixException {
        return new ManagerCommand(
                executable, path("jdk.module.path"), path("java.class.path"), moduleName(), mainClass);
    }

    /**
     * The words to execute.
     *
     * @param settings the descriptor from which the manager reads its settings
     * @param report   the descriptor to which it reports; empty when nobody listens
     * @return the words, the program's name first
     */
    public List<String> words(int settings, OptionalInt report) {
        List<String> words = words();
        words.add("settings=" + settings);
        if (report.isPresent()) {
            words.add("report=" + report.getAsInt());
        }
        return words;
    }

    /**
     * The words to execute up to the main class, for a manager that adds its own.
     *
     * @return the words, the program's name first
     */
    public List<String> words() {
        List<String> words = new ArrayList<>(40);
        words.add("java");
        words.addAll(FLAGS);
        words.addAll(classCache());
        words.add("--enable-native-access="
                + (mainModule.isPresent() ? mainModule.get() + MORE_ACCESS : "ALL-UNNAMED"));
        if (modulePath.isPresent()) {
            words.add("--module-path");
            words.add(modulePath.get());
        }
        if (classPath.isPresent()) {
            words.add("-classpath");
            words.add(classPath.get());
        }
        if (mainModule.isPresent()) {
            words.add("-m");
            words.add(mainModule.get() + "/" + mainClass);
        } else {
            words.add(mainClass);
        }
        return words;
    }

    /** The image's cache of the manager's classes, or what is asked for instead. */
    private static List<String> classCache() {
        String asked = System.getProperty(MORE_FLAGS, "");
        return asked.isEmpty()
                ? List.of("-XX:SharedArchiveFile=" + System.getProperty("java.home") + "/lib/manager.jsa")
                : List.of(asked.split(" "));
    }

    /** Our module; empty on a class path. The process's main module may be another program that calls us. */
    private static Optional<String> moduleName() {
        Module module = ManagerCommand.class.getModule();
        return module.isNamed() ? Optional.of(module.getName()) : Optional.empty();
    }

    private static Optional<String> path(String property) throws PosixException {
        String value = System.getProperty(property, "");
        return value.isEmpty() ? Optional.empty() : Optional.of(absolute(value));
    }

    /** Each element of a search path made absolute. */
    static String absolute(String path) throws PosixException {
        StringBuilder whole = new StringBuilder();
        int from = 0;
        while (from <= path.length()) {
            int separator = path.indexOf(SEPARATOR, from);
            int end = separator < 0 ? path.length() : separator;
            if (from > 0) {
                whole.append(SEPARATOR);
            }
            String element = path.substring(from, end);
            whole.append(element.startsWith("/") ? element : FileSystem.absolute(element));
            from = end + 1;
        }
        return whole.toString();
    }
}
