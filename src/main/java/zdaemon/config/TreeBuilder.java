package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration.Provenance.InFile;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Parser.Malformed;

/** Grows the tree line by line: sections open and close, keys go into the innermost open one. */
final class TreeBuilder {
    private final Substitution substitution;
    private final Problems problems;
    private final List<Section> open = new ArrayList<>();

    TreeBuilder(Substitution substitution, Problems problems) {
        this.substitution = substitution;
        this.problems = problems;
    }

    void begin(Section document) {
        open.add(document);
    }

    /** Lets go of all that has been built. */
    void forget() {
        open.clear();
    }

    /** How many sections are open, the document among them. */
    int depth() {
        return open.size();
    }

    /** A file has ended: what it opened it must have closed. */
    void closeTo(int bottom) {
        if (open.size() > bottom) {
            problems.structure("unclosed sections not allowed", open.getLast().origin());
            open.subList(bottom, open.size()).clear();
        }
    }

    /** {@code <type name>} or {@code <type name/>}. */
    void start(String line, int bottom, InFile here) throws Malformed {
        int end = tagEnd(line, "start", here);
        boolean empty = line.charAt(end - 1) == '/';
        String header = Text.trim(line.substring(1, empty ? end - 1 : end));
        int gap = Text.skipWord(header, 0);
        String type = header.substring(0, gap);
        String name = Text.trim(header.substring(gap));
        if (type.isEmpty() || !isSectionWord(type) || !isSectionWord(name)) {
            throw new Malformed("malformed section header: " + Quoted.of(line) + "; write <type> or <type name>");
        }
        Section section = new Section(type, name, here);
        open.getLast().nodes().add(section);
        if (!empty) {
            open.add(section);
        }
        follow(line, end, bottom, here);
    }

    private int tagEnd(String line, String tag, InFile here) {
        int end = line.indexOf('>');
        if (end == line.length() - 1) {
            return end;
        }
        String wrong = end < 0 ? "no '>' at the end of " : "text after '>' in ";
        problems.structure("malformed section " + tag + ": " + wrong + Quoted.of(line), here);
        return end < 0 ? line.length() : end;
    }

    /**
     * Opens and closes what else stands in a line whose first tag has been taken. That the line is malformed has been told;
     * sections that seem to be left open because of it would be told as well, and at lines where nothing is wrong.
     */
    private void follow(String line, int from, int bottom, InFile here) {
        for (int at = line.indexOf('<', from); at >= 0 && line.indexOf('>', at) > 0; at = line.indexOf('<', at + 1)) {
            String tag = line.substring(at + 1, line.indexOf('>', at));
            if (tag.startsWith("/")) {
                if (open.size() > bottom && open.getLast().type().equalsIgnoreCase(Text.trim(tag.substring(1)))) {
                    open.removeLast();
                }
            } else if (!tag.endsWith("/") && isSectionWord(tag)) {
                Section section = new Section(tag, "", here);
                open.getLast().nodes().add(section);
                open.add(section);
            }
        }
    }

    private static boolean isSectionWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == '(' || c == ')' || c == '<' || Text.isSpace(c)) {
                return false;
            }
        }
        return true;
    }

    /** {@code </type>}; the lowest {@code bottom} sections are not this file's to close. */
    void end(String line, int bottom, InFile here) throws Malformed {
        int end = tagEnd(line, "end", here);
        if (open.size() == bottom) {
            throw new Malformed("unbalanced section end");
        }
        // Even the wrong name closes a section: a slip of the pen is one error, not one for every line after it.
        Section section = open.removeLast();
        if (!section.type().equalsIgnoreCase(Text.trim(line.substring(2, end)))) {
            throw new Malformed("unbalanced section end");
        }
        follow(line, end, bottom, here);
    }

    /** {@code key value}. */
    void key(String line, InFile here) throws Malformed {
        int gap = Text.skipWord(line, 0);
        String name = line.substring(0, gap);
        if (name.indexOf('(') >= 0 || name.indexOf(')') >= 0) {
            throw new Malformed(Quoted.of(name) + " is not a valid key: parentheses are not allowed");
        }
        Optional<String> value = Optional.empty();
        try {
            value = Optional.of(substitution.apply(line.substring(Text.skipSpace(line, gap))));
        } catch (Malformed wrong) {
            problems.structure(wrong.getMessage(), here);
        }
        open.getLast().nodes().add(new Key(name, value, here));
    }
}
