package zdaemon.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.cli.words.Getopt;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerCommand;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.posix.Arguments;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;

/** The command {@code zdaemon} (behaviour §1, §2). */
public final class Main {
    /** What every usage or configuration error ends with. */
    static final String HINT = "For help, use zdaemon -h";
    private static final String DEBUG = "ZDAEMON_DEBUG";

    private Main() {
    }

    /**
     * Runs the command in this process and ends it with the command's exit status.
     *
     * @param decoded the arguments as the runtime understands them; the kernel's own are used instead
     */
    public static void main(String[] decoded) {
        int status = run(Arguments.exact(decoded), Streams.standard(), new Host(true, ManagerCommand.MAIN_CLASS));
        Runtime.getRuntime().halt(status);
    }

    /**
     * Runs the command.
     *
     * @param words   the command line, without the command's name; undecodable bytes as lone surrogates
     * @return the exit status
     */
    public static int run(List<String> words, Streams streams) {
        return run(words, streams, new Host(false, ManagerCommand.MAIN_CLASS));
    }

    /** Nothing but a status comes out of this, whatever goes wrong inside. */
    static int run(List<String> words, Streams streams, Host host) {
        try {
            int status = attempt(words, streams, host);
            streams.out().flush();
            return status;
        } catch (Output.Closed e) {
            if (!e.isBrokenPipe()) {
                streams.complain("Error: can't write to standard output: " + e.getMessage());
                return Exit.FAILED;
            }
            return Exit.SIGNALLED + Signal.PIPE.number();
        } catch (RuntimeException | Error e) {
            return internalError(streams, e);
        }
    }

    private static int attempt(List<String> words, Streams streams, Host host) {
        try {
            if (host.ownsProcess()) {
                ForkingRuntime.require(words, host);
            }
            return Command.run(Getopt.read(words), streams, host);
        } catch (UsageException | ConfigurationException e) {
            streams.complain("Error: " + e.getMessage());
            streams.complain(HINT);
            return Exit.USAGE;
        } catch (ClientException | PosixException e) {
            streams.complain("Error: " + e.getMessage());
            return Exit.FAILED;
        }
    }

    private static int internalError(Streams streams, Throwable e) {
        try {
            streams.complain("zdaemon: internal error: " + e);
            if (Environment.get(DEBUG).isPresent()) {
                streams.complain(stackTrace(e));
            }
        } catch (Output.Closed closed) {
            return Exit.INTERNAL;
        }
        return Exit.INTERNAL;
    }

    static String stackTrace(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
