package zdaemon.config;

/** A piece of text breaks the grammar; whoever knows its place makes a {@link Problem} of it. */
final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
        super(message, null, false, false);
    }
}
