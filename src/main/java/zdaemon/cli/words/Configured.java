package zdaemon.cli.words;

import java.util.List;
import java.util.Optional;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Configuration;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.ConfigurationLoader;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Problem;
import zdaemon.config.Reading;
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
 * @param reading what was configured, and where, and what is wrong with it
 * @param settings the values, with those two paths absolute
 */
public record Configured(Reading reading, Settings settings) {

    /**
     * Reads what is configured, whatever is wrong with it.
     *
     * @param environment of this process, {@code NAME=value} each
     */
    public static Reading read(List<OptionValue> options, List<String> environment) throws UsageException {
        try {
            return loader(environment).read(options);
        } catch (PosixException e) {
            throw new UsageException(e.getMessage());
        }
    }

    /**
     * A configuration without faults.
     *
     * @throws ConfigurationException when it has some
     * @throws UsageException when the control socket's absolute path is too long for the kernel
     */
    public static Configured sound(Reading reading) throws ConfigurationException, UsageException {
        reading.orThrow();
        return of(reading);
    }

    /**
     * A configuration that may have faults, as long as it names the control socket beyond doubt: for actions that a
     * running manager carries out. Another socket may well be another program's, and nobody wants to stop that.
     *
     * @throws ConfigurationException when the command line is wrong, or it is not sure which socket is meant
     * @throws UsageException as {@link #sound}
     */
    public static Configured forAsking(Reading reading) throws ConfigurationException, UsageException {
        if (!reading.faults().isEmpty() && (!reading.socketIsKnown() || isCommandLineWrong(reading))) {
            reading.orThrow();
        }
        return of(reading);
    }

    private static boolean isCommandLineWrong(Reading reading) {
        for (Problem fault : reading.faults()) {
            if (fault.place() instanceof Provenance.CommandLine) {
                return true;
            }
        }
        return false;
    }

    public static ConfigurationLoader loader(List<String> environment) throws PosixException {
        return new ConfigurationLoader(
                new Surroundings(), Surroundings.byName(environment), FileSystem.currentDirectory());
    }

    /**
     * What was read, with absolute paths.
     *
     * @throws UsageException when the control socket's absolute path is too long for the kernel
     */
    public static Configured of(Reading reading) throws UsageException {
        try {
            return new Configured(reading, resolve(reading.configuration().settings()));
        } catch (PosixException e) {
            throw new UsageException(e.getMessage());
        }
    }

    public Configuration configuration() {
        return reading.configuration();
    }

    public List<Problem> faults() {
        return reading.faults();
    }

    /** The same with one more fault. */
    public Configured withFault(Problem fault) {
        return new Configured(reading.withFault(fault), settings);
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
