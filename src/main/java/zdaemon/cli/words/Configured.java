package zdaemon.cli.words;

import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration;
import zdaemon.config.ConfigurationException;
import zdaemon.config.ConfigurationLoader;
import zdaemon.config.OptionValue;
import zdaemon.posix.FileSystem;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.posix.UnixSocket;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * A configuration and the settings made of it for a manager, which works in another directory: the control socket and
 * the working directory are absolute.
 *
 * @param configuration what was configured, and where
 * @param settings      the values, with those two paths absolute
 */
public record Configured(Configuration configuration, Settings settings) {

    /**
     * Loads a configuration.
     *
     * @param options     of the command line
     * @param environment of this process, {@code NAME=value} each
     * @throws ConfigurationException when it is wrong
     * @throws UsageException         when the control socket's absolute path is too long for the kernel
     */
    public static Configured load(List<OptionValue> options, List<String> environment)
            throws ConfigurationException, UsageException {
        try {
            ConfigurationLoader loader = new ConfigurationLoader(
                    new Surroundings(), Surroundings.byName(environment), FileSystem.currentDirectory());
            Configuration configuration = loader.load(options);
            return new Configured(configuration, resolve(configuration.settings()));
        } catch (PosixException e) {
            throw new UsageException(e.getMessage());
        }
    }

    private static Settings resolve(Settings s) throws PosixException, UsageException {
        String socket = FileSystem.absolute(s.manager().socket());
        int length = NativeString.encode(socket).length;
        if (length > UnixSocket.MAX_PATH) {
            throw new UsageException("the control socket's path '" + socket + "' has " + length
                    + " bytes, and the system allows " + UnixSocket.MAX_PATH + "; choose a shorter socket-name");
        }
        Optional<String> directory = s.program().find(Option.DIRECTORY);
        Settings resolved = s.with(s.manager().with(Option.SOCKET_NAME, socket));
        return directory.isEmpty() ? resolved
                : resolved.with(s.program().with(Option.DIRECTORY, FileSystem.absolute(directory.get())));
    }
}
