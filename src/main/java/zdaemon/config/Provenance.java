package zdaemon.config;

/** Where a value comes from, which is also where to mend it when it is wrong. */
public sealed interface Provenance {

    /**
     * An option of the command line.
     *
     * @param asWritten the option as the user wrote it, such as {@code -s} or {@code --socket-name}
     */
    record CommandLine(String asWritten) implements Provenance {
    }

    /**
     * {@code -X section/key=value}.
     *
     * @param text the whole argument
     */
    record Overridden(String text) implements Provenance {
    }

    /**
     * A line of the configuration file or of one that it includes.
     *
     * @param url  the file as a percent-encoded {@code file:///} URL
     * @param line line number, from 1
     */
    record InFile(String url, int line) implements Provenance {
    }

    /** Nobody said anything: the built-in default. */
    record Default() implements Provenance {
    }
}
