package zdaemon.reference;

import java.util.ArrayList;
import java.util.List;
import zdaemon.config.SectionType;
import zdaemon.spec.LogField;
import zdaemon.spec.Option;

/** The manual page's section about the configuration file: every key of every section, with its default. */
final class ConfigurationSection {

    private ConfigurationSection() {
    }

    static void write(Roff page) {
        page.section("CONFIGURATION");
        page.prose("The file is read line by line, as UTF-8; white space around a line does not matter. A line is a "
                + "comment (`# text`), a key and its value (`key value`, up to the end of the line, `#` included), the "
                + "beginning or end of a section, or a directive. Keys and sections may be written in any letter case, "
                + "except variables of <environment>. `zdaemon -C FILE check` reads a file and tells all that is wrong "
                + "with it.");
        page.term(Roff.bold("%define") + " " + Roff.italic("NAME VALUE"),
                "Gives a value a name: `$NAME` or `${NAME}` in later values stands for it, `$(NAME)` for a variable of "
                        + "the environment, and `$$` for a dollar sign.");
        page.term(Roff.bold("%include") + " " + Roff.italic("PATH"),
                "Reads another file at this place: a path relative to this file, or a `file:` URL.");
        page.paragraph("A boolean is `on`, `yes` or `true`, or `off`, `no` or `false`. A time is a number of seconds, "
                + "or a number and `s`, `m`, `h` or `d`: `90`, `90s`, `5m`, `2h`, `1d`.");
        runner(page);
        page.subsection("<environment>");
        page.prose("Variables that the program gets on top of those that zdaemon was started with, one `NAME value` a "
                + "line, letter case kept.");
        eventLog(page);
    }

    private static void runner(Roff page) {
        page.subsection("<runner>").prose("Required, once; with a <manager> section, once for each program, see MANY PROGRAMS.");
        for (Option option : Option.values()) {
            if (option.isOfOneProgram()) {
                page.term(synopsis(option), about(option));
            }
        }
    }

    static String synopsis(Option option) {
        String value = option.kind() == Option.Kind.FLAG ? "BOOLEAN" : option.kind().placeholder();
        return Roff.bold(option.key().orElse("")) + (value.isEmpty() ? "" : " " + Roff.italic(value));
    }

    static List<String> about(Option option) {
        List<String> paragraphs = new ArrayList<>(option.details());
        String fallback = option.fallback().map(text -> "Default: `" + text + "`.").orElse("");
        String names = names(option);
        if (!fallback.isEmpty() || !names.isEmpty()) {
            String last = paragraphs.removeLast();
            paragraphs.add((last + " " + fallback).strip() + (names.isEmpty() ? "" : " Option: " + names + "."));
        }
        return paragraphs;
    }

    private static String names(Option option) {
        String letter = option.letter().map(name -> "`-" + name + "`").orElse("");
        String name = option.longName().map(word -> "`--" + word + "`").orElse("");
        return letter.isEmpty() || name.isEmpty() ? letter + name : letter + ", " + name;
    }

    private static void eventLog(Roff page) {
        page.subsection("<eventlog>").prose("What the daemon manager says about itself: starts, ends, pauses. It goes "
                + "to each handler in the section; without one, nowhere. An <eventlog> within <runner> takes the place "
                + "of one outside.");
        keys(page, SectionType.EVENTLOG, SectionType.EVENTLOG.keys());
        List<String> common = common();
        for (SectionType handler : SectionType.values()) {
            if (handler.isHandler()) {
                page.subsection("<" + handler.type() + ">, in <eventlog>").prose(EventLogText.of(handler));
                keys(page, handler, handler.keys().stream().filter(key -> !common.contains(key)).toList());
            }
        }
        page.subsection("In each handler");
        for (String key : common) {
            page.term(Roff.bold(key), EventLogText.ofAnyHandler(key));
        }
        page.subsection("Formats");
        page.prose("The default of `format` is `%(asctime)s %(levelname)s %(name)s %(message)s`, in a file after a "
                + "line of "
                + "dashes, and for the system's log `%(name)s %(message)s`. The fields are " + fields() + ", and take "
                + "Python's flags and widths: `%(levelname)-8s`.");
        page.paragraph("A handler that is down never stops or delays the daemon manager; `status -l` tells.");
    }

    private static void keys(Roff page, SectionType section, List<String> keys) {
        for (String key : keys) {
            page.term(Roff.bold(key), EventLogText.of(section, key));
        }
    }

    /** The keys that all handlers have. */
    private static List<String> common() {
        List<String> common = new ArrayList<>(SectionType.LOGFILE.keys());
        common.retainAll(SectionType.SYSLOG.keys());
        return common;
    }

    private static String fields() {
        StringBuilder fields = new StringBuilder();
        for (LogField field : LogField.values()) {
            fields.append(fields.isEmpty() ? "" : ", ").append('`').append(field.field()).append('`');
        }
        return fields.toString();
    }
}
