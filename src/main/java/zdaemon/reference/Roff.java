package zdaemon.reference;

import java.util.List;

/**
 * A manual page in the macros of groff_man(7) that mandoc knows as well. In prose, what stands between backquotes is
 * set in bold.
 */
final class Roff {
    private static final int WIDTH = 78;

    private final StringBuilder out = new StringBuilder();

    /** The page's title line and the settings for all of it. */
    Roff title(String name, int section, String date, String source) {
        out.append(".\\\" Made from zdaemon's own tables when it is built: edit those.\n");
        // Words that are broken cannot be searched for, nor copied.
        return line(".TH " + name + " " + section + " " + date + " \"" + escaped(source) + "\" \"User Commands\"")
                .line(".nh");
    }

    Roff section(String heading) {
        return line(".SH \"" + escaped(heading) + "\"");
    }

    Roff subsection(String heading) {
        return line(".SS \"" + escaped(heading) + "\"");
    }

    Roff paragraph(String prose) {
        return line(".PP").prose(prose);
    }

    /** A term, in markup already, and paragraphs about it. */
    Roff term(String term, List<String> paragraphs) {
        line(".TP").line(guarded(term));
        for (int i = 0; i < paragraphs.size(); i++) {
            if (i > 0) {
                line(".IP");
            }
            prose(paragraphs.get(i));
        }
        return this;
    }

    Roff term(String term, String paragraph) {
        return term(term, List.of(paragraph));
    }

    /** Lines as they are. */
    Roff example(String lines) {
        line(".PP").line(".RS 4").line(".EX");
        for (String line : lines.strip().split("\n", -1)) {
            line(guarded(escaped(line)));
        }
        return line(".EE").line(".RE");
    }

    /** Text as it is: a line of markup. */
    Roff line(String markup) {
        out.append(markup).append('\n');
        return this;
    }

    /** Text without a macro before it: each sentence begins a line, lines are short. */
    Roff prose(String prose) {
        for (String sentence : prose.split("(?<=[.?:]) (?=[A-Z`])", -1)) {
            StringBuilder line = new StringBuilder();
            for (String word : marked(sentence).split(" ", -1)) {
                if (!line.isEmpty() && line.length() + 1 + word.length() > WIDTH) {
                    line(guarded(line.toString()));
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            line(guarded(line.toString()));
        }
        return this;
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    private static String marked(String prose) {
        StringBuilder marked = new StringBuilder();
        boolean literal = false;
        for (String part : prose.split("`", -1)) {
            marked.append(literal ? bold(part) : escaped(part));
            literal = !literal;
        }
        return marked.toString();
    }

    /** Characters that troff would take for something else, or print as a typographer would like them. */
    static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("\"", "\\(dq")
                .replace("`", "\\(ga").replace("^", "\\(ha").replace("~", "\\(ti");
    }

    /** A line of text that begins with a dot is no request. */
    private static String guarded(String line) {
        return line.startsWith(".") ? "\\&" + line : line;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
