package zdaemon.program;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what the processes of one of many programs are known, whichever process their parent has become: two variables of their
 * environment, which descendants inherit. The socket tells them from those of another manager's program of that name.
 *
 * @param program the program's name, {@code web.1}
 * @param socket  the path of its manager's control socket
 */
public record Mark(String program, String socket) {
    private static final String PROGRAM = "ZDAEMON_PROGRAM";
    private static final String SOCKET = "ZDAEMON_SOCKET";

    /** The variables. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put(PROGRAM, program);
        variables.put(SOCKET, socket);
        return variables;
    }

    /**
     * Whose mark is in an environment.
     *
     * @param environment {@code NAME=value} each
     * @return the program's name, if its manager has this socket
     */
    static Optional<String> in(List<String> environment, String socket) {
        boolean isOurs = false;
        Optional<String> program = Optional.empty();
        for (String entry : environment) {
            isOurs |= entry.startsWith(SOCKET + "=") && entry.substring(SOCKET.length() + 1).equals(socket);
            if (entry.startsWith(PROGRAM + "=")) {
                program = Optional.of(entry.substring(PROGRAM.length() + 1));
            }
        }
        return isOurs ? program : Optional.empty();
    }
}
