package zdaemon.program;

import zdaemon.protocol.Legacy;

/**
 * What a manager keeps as long as it lives, beside its control socket or where only root may write: a successor finds the
 * program and its output there (docs/reliability.md).
 *
 * @param state   {@link Legacy}
 * @param pipe    the pipe of the program's output
 * @param staging output on its way to the transcript
 */
public record FilesBeside(String state, String pipe, String staging) {

    /**
     * The names in a place.
     *
     * @param place what they begin with
     */
    public static FilesBeside in(String place) {
        return new FilesBeside(place + ".state", place + ".pipe", place + ".output");
    }
}
