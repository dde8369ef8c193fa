package zdaemon;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The pages in docs/ whose sections have numbers: what they contain, and what a text cites of them. */
final class Pages {
    private static final Path DOCS = Path.of("docs");
    /** Pages that are written when what they describe is built: until then nobody can check what is cited of them. */
    private static final Set<String> TO_COME = Set.of("insight", "conditions", "elsewhere");
    private static final Pattern HEADING = Pattern.compile("^#{2,4} (\\d+(?:\\.\\d+)*) (.+)$", Pattern.MULTILINE);
    private static final String NUMBER = "§\\d+(?:\\.\\d+)*";
    private static final Pattern ANY = Pattern.compile(NUMBER);
    /** A comment's line begins with white space and an asterisk or slashes. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\s*\\n\\s*(?:///?|\\*)?\\s*");

    private final Map<String, String> titles;
    private final Set<String> pages;
    private final Pattern citation;

    private Pages(Map<String, String> titles) {
        this.titles = titles;
        this.pages = titles.keySet().stream().map(section -> section.split(" ")[0]).collect(Collectors.toSet());
        this.citation = Pattern.compile("(?i)\\b(" + String.join("|", pages) + "|" + String.join("|", TO_COME) + ") (" + NUMBER
                + "(?:(?:, | and | or | to |–)" + NUMBER + ")*)");
    }

    static Pages read() {
        Map<String, String> titles = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(DOCS)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
                String page = file.getFileName().toString().replace(".md", "");
                Matcher heading = HEADING.matcher(Files.readString(file));
                while (heading.find()) {
                    titles.put(page + " §" + heading.group(1), heading.group(2).replace("`", ""));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Pages(titles);
    }

    /** The sections that have no sections of their own, in the order of the pages, as {@code behaviour §4.8}. */
    List<String> leaves() {
        return titles.keySet().stream()
                .filter(section -> titles.keySet().stream().noneMatch(other -> other.startsWith(section + "."))).toList();
    }

    boolean contains(String section) {
        return titles.containsKey(section);
    }

    /** Section, chapter and title, for the report. */
    String title(String section) {
        String chapter = section.replaceFirst("\\..*", "");
        String title = Optional.ofNullable(titles.get(section)).orElse("(there is no such section)");
        return section + (chapter.equals(section) ? "" : " " + titles.get(chapter) + ":") + " " + title;
    }

    /** The name of a page of numbered sections, if the file is one. */
    Optional<String> pageOf(Path file) {
        String name = file.getFileName().toString();
        return pages.stream().filter(page -> file.startsWith(DOCS) && name.equals(page + ".md")).findFirst();
    }

    /**
     * What is wrong with the citations in a text: sections that are not there, and numbers without a page. Within a page
     * {@code home}, numbers without a page are its own.
     */
    List<String> faults(String text, Optional<String> home) {
        String flat = LINE_BREAK.matcher(text).replaceAll(" ");
        Set<String> faults = new TreeSet<>();
        StringBuilder rest = new StringBuilder();
        Matcher cited = citation.matcher(flat);
        while (cited.find()) {
            check(cited.group(1).toLowerCase(Locale.ROOT), cited.group(2), faults);
            cited.appendReplacement(rest, "");
        }
        cited.appendTail(rest);
        home.ifPresentOrElse(page -> check(page, rest.toString(), faults),
                () -> ANY.matcher(rest).results().forEach(number -> faults.add(number.group() + " names no page")));
        return new ArrayList<>(faults);
    }

    private void check(String page, String numbers, Set<String> faults) {
        if (TO_COME.contains(page) && !pages.contains(page)) {
            return;
        }
        ANY.matcher(numbers).results().map(number -> page + " " + number.group())
                .filter(section -> !contains(section)).forEach(section -> faults.add(section + " does not exist"));
    }
}
