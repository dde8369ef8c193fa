package zdaemon.config;

import java.io.IOException;
import java.util.Optional;

/**
 * What the configuration needs to know of the machine. The {@code posix} room answers in production, tests from memory.
 *
 * <p>Paths are strings whose undecodable bytes are lone surrogates; a relative one is relative to the current
 * directory.
 */
public interface SourceReader {

    /**
     * Reads a whole file.
     *
     * @param path the file
     * @return its bytes
     * @throws IOException when it cannot be read; the message is shown to the user and names the path and the cause
     */
    byte[] read(String path) throws IOException;

    /**
     * Tells a directory, following links.
     *
     * @param path what to look at
     * @return whether it is there and is a directory
     */
    boolean isDirectory(String path);

    /**
     * Tells whether a name is taken, by whatever it may be.
     *
     * @param path what to look at
     * @return whether it is there
     */
    boolean exists(String path);

    /** {@return the home directory of the user of this process by the account database; empty when it has none} */
    Optional<String> home();

    /**
     * Looks up somebody's home directory.
     *
     * @param user an account name
     * @return the directory, empty when there is no such account
     */
    Optional<String> home(String user);
}
