package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.cli.words.ManyText;
import zdaemon.cli.words.Verb;
import zdaemon.config.SectionType;
import zdaemon.spec.LogField;
import zdaemon.spec.Option;

/** The manual page in the image. */
class ManualPageIT {

    @TempDir
    Path folder;

    /** The page without its markup. */
    private static final String PAGE = Shared.text(Shared.MANUAL).replace("\\fB", "").replace("\\fI", "")
            .replace("\\fR", "").replace("\\-", "-").replace("\\(ti", "~").replace("\\(dq", "\"").replace("\\(aq", "'");

    @Test
    void hasTheSectionsInOrder() {
        List<String> sections = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?m)^\\.SH \"(.*)\"$").matcher(PAGE);
        while (matcher.find()) {
            sections.add(matcher.group(1));
        }
        assertEquals(List.of("NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "ACTIONS", "CONFIGURATION", "MANY PROGRAMS", "SIGNALS", "PROMPT", "FILES",
                "ENVIRONMENT", "EXIT STATUS", "EXAMPLES", "SEE ALSO"), sections);
    }

    @ParameterizedTest
    @EnumSource
    void namesEachAction(Verb verb) {
        assertTrue(section("ACTIONS").contains("\n.TP\n" + verb.synopsis() + "\n"), verb::synopsis);
    }

    @ParameterizedTest
    @EnumSource
    void namesEachOption(Option option) {
        if (option.audience() == Option.For.FLEET) {
            assertTrue(section("MANY PROGRAMS").matches("(?s).*\n\\.TP\n" + option.key().orElseThrow() + "[ \n].*"), option::name);
            return;
        }
        for (String name : Candidates.names(option)) {
            assertTrue(section("OPTIONS").matches("(?s).*\n\\.TP\n([^\n]*, )?" + name + "[ ,\n].*"), name);
        }
        option.key().ifPresent(key -> assertTrue(
                section("CONFIGURATION").matches("(?s).*\n\\.TP\n" + key + "[ \n].*"), key));
        option.key().flatMap(key -> option.fallback()).ifPresent(fallback -> assertTrue(
                section("CONFIGURATION").replace('\n', ' ').contains("Default: " + fallback + "."), fallback));
    }

    @ParameterizedTest
    @EnumSource
    void namesEachKeyOfEachSection(SectionType section) {
        for (String key : section.keys()) {
            assertTrue((section("CONFIGURATION") + section("MANY PROGRAMS")).matches("(?s).*\n\\.TP\n" + key + "[ \n].*"), key);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesEachActionOnManyPrograms(Verb verb) {
        if (!ManyText.of(verb).isEmpty() && verb != Verb.FOREGROUND) {
            assertTrue(section("MANY PROGRAMS").contains("\n.TP\n" + verb.synopsisOfMany() + "\n"), verb::synopsisOfMany);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesEachField(LogField field) {
        assertTrue(section("CONFIGURATION").contains(field.field()), field::field);
    }

    @Test
    void namesEachExitStatus() {
        for (ManualPageEnd.Status status : ManualPageEnd.all()) {
            assertTrue(section("EXIT STATUS").contains("\n.TP\n" + status.label() + "\n"), status::label);
        }
    }

    private static String section(String name) {
        Matcher matcher = Pattern.compile("(?s)\n\\.SH \"" + name + "\"(\n.*?)(?=\n\\.SH|$)").matcher(PAGE);
        assertTrue(matcher.find(), name);
        return matcher.group(1) + "\n";
    }

    @Test
    void pleasesMan() throws Exception {
        Shared.require("man");
        assertEquals("", Shared.run(folder, "sh", "-c", "man --warnings -l '" + Shared.MANUAL + "' 2>&1 > page"));
        assertTrue(Shared.text(folder.resolve("page")).contains("EXIT STATUS"), "the page is empty");
    }

    @Test
    void pleasesGroff() throws Exception {
        Shared.require("groff");
        assertEquals("", Shared.run(folder, "groff", "-ww", "-man", "-Tutf8", "-z", Shared.MANUAL.toString()));
    }

    @Test
    void pleasesMandoc() throws Exception {
        Shared.require("mandoc");
        assertEquals("", Shared.run(folder, "mandoc", "-Tlint", Shared.MANUAL.toString()));
    }
}
