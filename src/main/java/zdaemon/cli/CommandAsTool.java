package zdaemon.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.spi.ToolProvider;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Host;
import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.client.ManagerCommand;
import zdaemon.client.ManagerStarter;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;

/**
 * The command for other Java programs: {@code ToolProvider.findFirst("zdaemon")}. Actions, messages and statuses are
 * those of the command line, and managers are processes of their own there as here. What needs the process itself is
 * refused: {@code fg}, {@code logtail}, {@code daemon off}, another user. Its standard input is empty.
 */
public final class CommandAsTool implements ToolProvider {

    /** For {@link java.util.ServiceLoader}. */
    public CommandAsTool() {
    }

    @Override
    public String name() {
        return "zdaemon";
    }

    /**
     * Runs the command within this process, which goes on afterwards.
     *
     * @param arguments the command line, without the command's name
     * @return the exit status
     */
    @Override
    public int run(PrintWriter out, PrintWriter err, String... arguments) {
        ManagerStarter.reapEnded();
        try (Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            Streams streams = new Streams(nothing, output(out), output(err));
            return Main.run(List.of(arguments), streams, new Host(false, ManagerCommand.MAIN_CLASS));
        } catch (PosixException e) {
            err.println("Error: " + e.getMessage());
            return Exit.FAILED;
        }
    }

    private static Output output(PrintWriter writer) {
        return new Output(bytes -> {
            writer.write(NativeString.decode(bytes));
            if (writer.checkError()) {
                throw new IOException("the writer is in error");
            }
        });
    }
}
