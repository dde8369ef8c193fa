package zdaemon.config;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import zdaemon.config.Configuration.Provenance.InFile;
import zdaemon.config.Node.Section;

/**
 * Reads a file, and those that it includes, into a tree. Open files and sections are on stacks of their own, so that
 * no nesting is too deep, and after an error it goes on, so that a check finds the others.
 *
 * <p>Source: behaviour §6.
 */
final class Parser {

    /** No one nests so deep; links could make an endless chain whose paths all differ. */
    private static final int DEEPEST = 100;
    /** Files that each include two others twice are short and take for ever. */
    private static final int MOST_FILES = 1000;

    private final SourceReader reader;
    private final String currentDirectory;
    private final Substitution substitution;
    private final Problems problems;
    private final List<Source> sources = new ArrayList<>();
    private final TreeBuilder tree;
    private int filesRead;

    Parser(SourceReader reader, String currentDirectory, Substitution substitution, Problems problems) {
        this.reader = reader;
        this.currentDirectory = currentDirectory;
        this.substitution = substitution;
        this.problems = problems;
        this.tree = new TreeBuilder(substitution, problems);
    }

    /** An open file; {@code bottom} is how many sections were open where it was included. */
    private record Source(Lines lines, String path, String url, int bottom) {
    }

    /**
     * Parses a file.
     *
     * @param path the file, as the user wrote it
     * @throws IOException when that very file cannot be read; one that it includes is a problem like others
     */
    Section parse(String path) throws IOException {
        String absolute = FilePath.absolute(path, currentDirectory);
        Section document = new Section("", "", new InFile(FileUrl.of(absolute), 1));
        tree.begin(document);
        enter(reader.read(path), absolute);
        while (!sources.isEmpty()) {
            Source source = sources.getLast();
            try {
                if (source.lines.advance()) {
                    line(source.lines.text());
                } else {
                    leave(source);
                }
            } catch (Malformed wrong) {
                problems.structure(wrong.getMessage(), here());
            } catch (OutOfMemoryError tooMuch) {
                giveUp(source, document);
            }
        }
        return document;
    }

    /** What has been read is let go first, or there would be no memory to say so either. */
    private void giveUp(Source source, Section document) {
        int number = source.lines.number();
        sources.clear();
        tree.forget();
        document.nodes().clear();
        problems.tooLarge(new InFile(source.url, number));
    }

    private void enter(byte[] content, String absolute) {
        Source source = new Source(new Lines(content), absolute, FileUrl.of(absolute), tree.depth());
        problems.enter(source.url, 1);
        sources.add(source);
        filesRead++;
    }

    private void leave(Source source) {
        sources.removeLast();
        tree.closeTo(source.bottom);
        if (!sources.isEmpty()) {
            Source outer = sources.getLast();
            problems.enter(outer.url, outer.lines.number() + 1);
        }
    }

    private InFile here() {
        Source source = sources.getLast();
        return new InFile(source.url, source.lines.number());
    }

    private void line(String line) throws Malformed {
        char first = line.isEmpty() ? '#' : line.charAt(0);
        if (first == '#') {
            return;
        }
        if (first == '<') {
            if (line.startsWith("</")) {
                tree.end(line, sources.getLast().bottom, here());
            } else {
                tree.start(line, sources.getLast().bottom, here());
            }
        } else if (first == '%') {
            directive(line);
        } else {
            tree.key(line, here());
        }
    }

    private void directive(String line) throws Malformed {
        int gap = Text.skipWord(line, 0);
        String argument = line.substring(Text.skipSpace(line, gap));
        String directive = Text.lower(line.substring(0, gap));
        boolean known = directive.equals("%define") || directive.equals("%include") || directive.equals("%import");
        if (!known) {
            throw new Malformed("unknown directive: " + Quoted.of(line.substring(0, gap)));
        }
        if (argument.isEmpty()) {
            throw new Malformed("missing argument to " + directive);
        }
        if (directive.equals("%define")) {
            int end = Text.skipWord(argument, 0);
            String value = argument.substring(Text.skipSpace(argument, end));
            substitution.define(argument.substring(0, end), substitution.apply(value));
        } else if (directive.equals("%include")) {
            include(substitution.apply(argument));
        } else if (!argument.equals("zdaemon") && !argument.equals("ZConfig.components.logger")) {
            throw new Malformed("cannot import " + Quoted.of(argument)
                    + "; only 'zdaemon' and 'ZConfig.components.logger' are known");
        }
    }

    private void include(String text) throws Malformed {
        String path = FilePath.absolute(FileUrl.path(text), FilePath.parent(sources.getLast().path));
        refuseCycle(path);
        if (sources.size() >= DEEPEST || filesRead >= MOST_FILES) {
            throw new Malformed("cannot include " + Quoted.of(text) + ": too many files are included");
        }
        byte[] content;
        try {
            content = reader.read(path);
        } catch (IOException unreadable) {
            throw new Malformed("cannot include " + Quoted.of(text) + ": " + unreadable.getMessage());
        }
        enter(content, path);
    }

    private void refuseCycle(String path) throws Malformed {
        String wanted = FilePath.collapsed(path);
        for (int i = 0; i < sources.size(); i++) {
            if (FilePath.collapsed(sources.get(i).path).equals(wanted)) {
                StringBuilder chain = new StringBuilder("a file cannot include itself: ");
                for (int j = i; j < sources.size(); j++) {
                    chain.append(sources.get(j).url).append(" includes ");
                }
                throw new Malformed(chain.append(FileUrl.of(path)).toString());
            }
        }
    }

    /** A piece of text breaks the grammar; the caller knows the place and makes a {@link Problem} of it. */
    static final class Malformed extends Exception {

        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
