package zdaemon.cli.console;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Help.Column;
import picocli.CommandLine.Help.Column.Overflow;
import picocli.CommandLine.Help.TextTable;
import zdaemon.posix.Fd;
import zdaemon.posix.Terminal;

/** Text for people, no wider than their terminal: paragraphs, and terms with their meanings beside or below them. */
public final class HelpPage {
    private static final int USUAL_WIDTH = 80;
    /** Of a narrower terminal nobody expects much. */
    private static final int NARROWEST = 40;
    /** Longer lines are hard to read. */
    private static final int WIDEST = 120;
    /** From here on meanings stand beside their terms. */
    private static final int ROOMY = 64;
    private static final int TERM_WIDTH = 30;
    private static final int INDENT = 2;
    private static final int STDOUT = 1;

    private final ColorScheme plain = Help.defaultColorScheme(Ansi.OFF);
    private final StringBuilder text = new StringBuilder();
    private final int width;

    /** @param width columns, at least 40 */
    public HelpPage(int width) {
        this.width = width;
    }

    /** The columns to use on standard output. */
    public static int width() {
        return Terminal.size(Fd.standard(STDOUT))
                .map(size -> Math.clamp(size.columns(), NARROWEST, WIDEST)).orElse(USUAL_WIDTH);
    }

    /** Adds an empty line and a line of its own. */
    public HelpPage heading(String heading) {
        text.append('\n').append(heading).append('\n');
        return this;
    }

    /** Adds a paragraph. */
    public HelpPage paragraph(String paragraph) {
        return wrapped(paragraph, 0);
    }

    /** Adds an empty line and a paragraph that stands in a little. */
    public HelpPage remark(String paragraph) {
        text.append('\n');
        return wrapped(paragraph, INDENT);
    }

    /** Adds a term and its meaning. */
    public HelpPage term(String term, String meaning) {
        if (width < ROOMY) {
            return wrapped(term, INDENT).wrapped(meaning, 3 * INDENT);
        }
        TextTable table = TextTable.forColumns(plain, new Column(TERM_WIDTH, INDENT, Overflow.SPAN),
                new Column(width - TERM_WIDTH, INDENT, Overflow.WRAP));
        table.indentWrappedLines = 0;
        table.addRowValues(term, meaning);
        text.append(table);
        return this;
    }

    private HelpPage wrapped(String paragraph, int indent) {
        TextTable table = TextTable.forColumns(plain, new Column(width, indent, Overflow.WRAP));
        table.indentWrappedLines = 0;
        table.addRowValues(paragraph);
        text.append(table);
        return this;
    }

    /** All that was added. */
    @Override
    public String toString() {
        return text.toString();
    }
}
