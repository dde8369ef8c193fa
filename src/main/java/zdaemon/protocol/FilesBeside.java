package zdaemon.protocol;

/**
 * What a manager keeps beside its control socket, under hidden names, as long as it lives: whoever takes its place finds
 * the program and its output there (docs/reliability.md).
 *
 * @param state   {@link Legacy}
 * @param pipe    the pipe of the program's output
 * @param staging output on its way to the transcript
 */
public record FilesBeside(String state, String pipe, String staging) {

    /**
     * The names for a socket.
     *
     * @param socket its path
     */
    public static FilesBeside of(String socket) {
        int name = socket.lastIndexOf('/') + 1;
        String hidden = socket.substring(0, name) + "." + socket.substring(name);
        return new FilesBeside(hidden + ".state", hidden + ".pipe", hidden + ".output");
    }
}
