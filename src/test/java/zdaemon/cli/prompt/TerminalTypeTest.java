package zdaemon.cli.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.util.Optional;
import org.jline.utils.InfoCmp;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalTypeTest {

    @ParameterizedTest
    @CsvSource({"xterm-256color,xterm-256color", "xterm,xterm", "screen,screen", "tmux-256color,screen-256color",
        "screen.xterm-256color,screen-256color", "tmux,screen", "linux,screen", "vt220,screen", "rxvt,rxvt",
        "rxvt-unicode-256color,rxvt-unicode-256color", "rxvt-16color,rxvt-unicode", "alacritty,xterm-256color",
        "xterm-kitty,xterm-256color", "foot,xterm-256color"})
    void theEditorHasADescription(String term, String type) {
        assertEquals(Optional.of(type), TerminalType.of(Optional.of(term)));
        assertNotNull(InfoCmp.getDefaultInfoCmp(type));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "dumb", "emacs", "unknown"})
    void noEditing(String term) {
        assertEquals(Optional.empty(), TerminalType.of(Optional.ofNullable(term)));
    }
}
