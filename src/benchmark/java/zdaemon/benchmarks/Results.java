package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * All that was found out.
 *
 * @param machine what it was measured on
 * @param rows    the table
 * @param notes   what was left out, and why
 * @param profile the profile of {@code status}; empty if there is none
 */
record Results(String machine, List<Row> rows, List<String> notes, String profile) {

    /** Where the documentation has the results, between these lines. */
    private static final Path DOCUMENT = Path.of("docs", "performance.md");
    private static final String BEGIN = "<!-- Written by benchmarks/run - -document: begin -->".replace("- -", "--");
    private static final String END = "<!-- end -->";

    private static final Path FOLDER = Path.of("target", "benchmarks");

    String plain() {
        return machine + "\n\n" + Table.plain(rows) + (profile.isEmpty() ? "" : "\n" + profile)
                + (notes.isEmpty() ? "" : "\n" + String.join("\n", notes) + "\n");
    }

    String markdown() {
        StringBuilder text = new StringBuilder("Measured on " + machine + ".\n\n" + Table.markdown(rows));
        if (!profile.isEmpty()) {
            text.append("\n```\n").append(profile).append("```\n");
        }
        notes.forEach(note -> text.append("\nNote: ").append(note).append(".\n"));
        return text.toString();
    }

    /** Keeps both forms below {@code target}. */
    void keep() {
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(FOLDER.resolve("results.txt"), plain());
            Files.writeString(FOLDER.resolve("results.md"), markdown());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts them where the documentation has them. */
    void document() {
        try {
            Files.writeString(DOCUMENT, replaceIn(Files.readString(DOCUMENT)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String replaceIn(String document) {
        int begin = document.indexOf(BEGIN);
        int end = document.indexOf(END, begin);
        if (begin < 0 || end < 0) {
            throw new IllegalStateException("no place for results in " + DOCUMENT);
        }
        return document.substring(0, begin + BEGIN.length()) + "\n" + markdown() + document.substring(end);
    }

    /** Rows that are worse than their limits by half. */
    List<Row> farOff() {
        List<Row> farOff = new ArrayList<>(rows);
        farOff.removeIf(row -> !row.isFarOff());
        return farOff;
    }
}
