package zdaemon.cli.prompt;

import java.io.Writer;
import java.util.Arrays;
import zdaemon.cli.console.Output;

/**
 * The line editor's text on the way of all our output. What stands for a byte that is no UTF-8 is shown as a character
 * that takes one column, as the editor reckons.
 */
final class TerminalText extends Writer {
    private static final char FIRST_BYTE = '\uDC80';
    private static final char LAST_BYTE = '\uDCFF';
    private static final char REPLACEMENT = '\uFFFD';

    private final Output out;

    TerminalText(Output out) {
        this.out = out;
    }

    @Override
    public void write(char[] text, int from, int count) {
        char[] shown = Arrays.copyOfRange(text, from, from + count);
        for (int at = 0; at < count; at++) {
            boolean isPair = at > 0 && Character.isHighSurrogate(shown[at - 1]);
            if (shown[at] >= FIRST_BYTE && shown[at] <= LAST_BYTE && !isPair) {
                shown[at] = REPLACEMENT;
            }
        }
        out.print(new String(shown));
    }

    @Override
    public void flush() {
        out.flush();
    }

    @Override
    public void close() {
        flush();
    }
}
