package zdaemon.config;

import java.io.IOException;
import java.util.Optional;

/**
 * What the configuration needs to know of the machine. Package {@code posix} answers in production, tests answer from memory.
 *
 * <p>Paths are strings whose undecodable bytes are lone surrogates; a relative one is relative to the current
 * directory.
 */
public interface SourceReader {

    /**
     * Reads a whole file.
     *
     * @throws IOException when it cannot be read; the message is shown to the user and names the path and the cause
     */
    byte[] read(String path) throws IOException;

    /** Whether the path leads to a directory; links are followed. */
    boolean isDirectory(String path);

    /** Whether a file of any type has this name. */
    boolean exists(String path);

    /** {@return the home directory of the user of this process by the account database; empty when it has none} */
    Optional<String> home();

    /**
     * Looks up a user's home directory.
     *
     * @param user an account name
     * @return the directory, empty when there is no such account
     */
    Optional<String> home(String user);
}
