package zdaemon.client;

import java.util.Optional;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;

/**
 * Where the runtime that this code runs in has its classes from: what another process of the same release is started
 * with. Paths are absolute, for that process may work in another directory.
 */
final class ThisRuntime {
    private static final char SEPARATOR = ':';

    private ThisRuntime() {
    }

    /** Our module; empty on a class path. The process's main module may be another program that calls us. */
    static Optional<String> module() {
        Module module = ThisRuntime.class.getModule();
        return module.isNamed() ? Optional.of(module.getName()) : Optional.empty();
    }

    static Optional<String> modulePath() throws PosixException {
        return path("jdk.module.path");
    }

    static Optional<String> classPath() throws PosixException {
        return path("java.class.path");
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
