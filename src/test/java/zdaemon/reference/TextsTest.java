package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.cli.words.ActionText;
import zdaemon.cli.words.ManyText;
import zdaemon.cli.words.Verb;
import zdaemon.config.ConfigurationLoader;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.SectionType;
import zdaemon.config.SourceReader;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.Option;

/** What the manual page says, beside the tables. */
class TextsTest {

    @ParameterizedTest
    @EnumSource
    void backquotesComeInPairs(Verb verb) {
        ActionText.of(verb).forEach(TextsTest::assertPairs);
        ManyText.of(verb).forEach(TextsTest::assertPairs);
    }

    @ParameterizedTest
    @EnumSource
    void backquotesComeInPairs(Option option) {
        option.details().forEach(TextsTest::assertPairs);
    }

    @ParameterizedTest
    @EnumSource(names = {"EVENTLOG", "LOGFILE", "SYSLOG", "HTTP_LOGGER", "EMAIL_NOTIFIER"})
    void backquotesComeInPairs(SectionType section) {
        section.keys().forEach(key -> assertPairs(EventLogText.of(section, key)));
    }

    private static void assertPairs(String text) {
        assertEquals(0, text.chars().filter(c -> c == '`').count() % 2, text);
    }

    /** Writing the default of a key changes nothing. */
    @Test
    void defaultsOfTheEventLogAreThoseThatAreTold() throws ConfigurationException {
        assertEquals(load(eventLog(false)), load(eventLog(true)));
    }

    private static String eventLog(boolean writeDefaults) {
        StringBuilder file = new StringBuilder("<runner>\nprogram x\n</runner>\n<eventlog>\n");
        append(file, SectionType.EVENTLOG, writeDefaults);
        for (SectionType section : SectionType.values()) {
            if (section.isHandler()) {
                file.append('<').append(section.type()).append(">\n");
                section.required().forEach(key -> file.append(key).append(" a@b\n"));
                append(file, section, writeDefaults);
                file.append("</").append(section.type()).append(">\n");
            }
        }
        return file.append("</eventlog>\n").toString();
    }

    private static void append(StringBuilder file, SectionType section, boolean writeDefaults) {
        for (String key : section.keys()) {
            Matcher told = Pattern.compile("Default: `([^`]*)`").matcher(EventLogText.of(section, key));
            // Without `when` an interval is an error.
            if (writeDefaults && told.find() && !key.equals("interval")) {
                file.append(key).append(' ').append(told.group(1)).append('\n');
            }
        }
    }

    private static EventLogSettings load(String file) throws ConfigurationException {
        SourceReader reader = new SourceReader() {
            @Override
            public byte[] read(String path) {
                return file.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public boolean isDirectory(String path) {
                return true;
            }

            @Override
            public boolean exists(String path) {
                return true;
            }

            @Override
            public Optional<String> home() {
                return Optional.empty();
            }

            @Override
            public Optional<String> home(String user) {
                return Optional.empty();
            }
        };
        return new ConfigurationLoader(reader, Map.of(), "/")
                .load(List.of(new OptionValue(Option.CONFIGURE, "/conf", "-C"))).settings().manager().eventLog().orElseThrow();
    }
}
