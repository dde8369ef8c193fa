package zdaemon.cli.prompt;

import java.util.List;
import java.util.Optional;

/**
 * Which of the line editor's own descriptions of terminals fits this one. For those that it has none of, it would run
 * {@code infocmp}; we start no processes of our own accord.
 */
final class TerminalType {
    private static final List<String> KNOWN = List.of("xterm-256color", "xterm", "screen-256color", "screen", "ansi",
            "rxvt-unicode-256color", "rxvt-unicode", "rxvt");
    /** These do without a cursor that can be moved, or are none of a person's terminals. */
    private static final List<String> PLAIN = List.of("dumb", "dumb-color", "emacs", "network", "unknown");
    /** These follow the VT100, as {@code screen} does. All others of today follow xterm. */
    private static final List<String> LIKE_SCREEN = List.of("screen", "tmux", "linux", "vt", "cons");

    private TerminalType() {
    }

    /**
     * The description for a terminal.
     *
     * @param term the environment variable TERM, term(7)
     * @return empty when lines cannot be edited on it
     */
    static Optional<String> of(Optional<String> term) {
        if (term.isEmpty() || term.get().isEmpty() || PLAIN.contains(term.get())) {
            return Optional.empty();
        }
        if (KNOWN.contains(term.get())) {
            return term;
        }
        boolean colours = term.get().endsWith("256color");
        for (String prefix : LIKE_SCREEN) {
            if (term.get().startsWith(prefix)) {
                return Optional.of(colours ? "screen-256color" : "screen");
            }
        }
        return Optional.of(term.get().startsWith("rxvt") ? "rxvt-unicode" : "xterm-256color");
    }
}
