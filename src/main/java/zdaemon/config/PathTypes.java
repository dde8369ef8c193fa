package zdaemon.config;

import java.util.Map;
import java.util.Optional;
import zdaemon.config.Type.BadValue;

/**
 * Paths, in which {@code ~} is expanded. Two are looked at when they are read, since they are created later when only their
 * last component is missing: the directory's and the socket's.
 *
 * <p>Source: behaviour §1.
 */
final class PathTypes {

    /** unix(7): {@code sun_path} has 108 bytes, one of them for the NUL. */
    private static final int LONGEST_SOCKET_PATH = 107;

    private final SourceReader reader;
    private final Map<String, String> environment;
    private final String currentDirectory;

    PathTypes(SourceReader reader, Map<String, String> environment, String currentDirectory) {
        this.currentDirectory = currentDirectory;
        this.reader = reader;
        this.environment = environment;
    }

    /** A directory that exists, or whose parent does. */
    Type<String> directory() {
        return new Type<>() {
            @Override
            public String read(String text) throws BadValue {
                String path = expanded(Types.NOT_EMPTY.read(text));
                if (!isDirectoryOrCanBe(path)) {
                    throw BadValue.sentence(path + " is not an existing directory");
                }
                return path;
            }
        };
    }

    /** A path short enough for a socket, in a folder that exists or whose parent does. */
    Type<String> socket() {
        return new Type<>() {
            @Override
            public String read(String text) throws BadValue {
                String path = expanded(Types.NOT_EMPTY.read(text));
                int length = FilePath.byteLength(path);
                if (length > LONGEST_SOCKET_PATH) {
                    throw BadValue.of("the socket path has " + length + " bytes, and the kernel allows "
                            + LONGEST_SOCKET_PATH, text);
                }
                if (!isDirectoryOrCanBe(FilePath.parent(path))) {
                    throw BadValue.sentence("The directory named as part of the path " + path + " does not exist.");
                }
                return path;
            }
        };
    }

    /** A path to be opened later. */
    Type<String> file() {
        return new Type<>() {
            @Override
            public String read(String text) throws BadValue {
                return expanded(Types.NOT_EMPTY.read(text));
            }
        };
    }

    /** A path that begins where this command was called, or the name of a stream. */
    Type<String> logFile() {
        return new Type<>() {
            @Override
            public String read(String text) throws BadValue {
                String path = expanded(Types.NOT_EMPTY.read(text));
                return path.startsWith("/") || path.equals("STDOUT") || path.equals("STDERR")
                        ? path : FilePath.absolute(path, currentDirectory);
            }
        };
    }

    private boolean isDirectoryOrCanBe(String path) {
        return reader.isDirectory(path) || (!reader.exists(path) && reader.isDirectory(FilePath.parent(path)));
    }

    private String expanded(String path) throws BadValue {
        if (!path.startsWith("~")) {
            return path;
        }
        int slash = path.indexOf('/');
        String user = path.substring(1, slash < 0 ? path.length() : slash);
        Optional<String> home = user.isEmpty() ? ownHome() : reader.home(user);
        if (home.isEmpty()) {
            String whose = user.isEmpty() ? "no home directory for ~" : "no user " + Quoted.of(user) + " for ~" + user;
            throw BadValue.of(whose, path);
        }
        String base = home.get();
        while (slash >= 0 && base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        return slash < 0 ? base : base + path.substring(slash);
    }

    /** As in a shell: what HOME says, else what the accounts say. */
    private Optional<String> ownHome() {
        String home = environment.get("HOME");
        return home == null || home.isEmpty() ? reader.home() : Optional.of(home);
    }
}
