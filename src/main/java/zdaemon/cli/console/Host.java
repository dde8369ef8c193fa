package zdaemon.cli.console;

import zdaemon.posix.Arguments;
import zdaemon.posix.PosixException;

/**
 * What one run of the command may do with the process that it runs in.
 *
 * @param ownsProcess whether it may turn the process into another program, make it another user's or hand on its
 *                    streams
 * @param managerMain the main class of the managers that it starts
 */
public record Host(boolean ownsProcess, String managerMain) {

    /**
     * The Java runtime's command: this process's program file, unless another program embeds the runtime.
     */
    public String java() throws PosixException {
        return ownsProcess ? Arguments.executable() : System.getProperty("java.home") + "/bin/java";
    }
}
