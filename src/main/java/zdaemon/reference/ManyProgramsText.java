package zdaemon.reference;

import java.util.List;
import zdaemon.cli.words.ManyText;
import zdaemon.cli.words.Verb;
import zdaemon.config.SectionType;
import zdaemon.spec.Option;

/** The manual page's section about files with a {@code <manager>} section. */
final class ManyProgramsText {
    private static final String EXAMPLE = """
            <manager>
              socket-name  /run/site/zdsock
            </manager>

            <defaults>
              directory    /srv/site
              user         www-data
            </defaults>

            <runner db>
              program      postgres -D data
              user         postgres
              stop-signal  INT
              start-test-program  pg_isready -q
            </runner>

            <runner migrate>
              program      bin/migrate
              oneshot      on
              needs        db
            </runner>

            <runner web>
              program      java -jar web.jar --port 808{instance}
              transcript   log/web.{instance}.log
              needs        migrate
              instances    3
            </runner>
            """;

    private ManyProgramsText() {
    }

    static void write(Roff page) {
        page.section("MANY PROGRAMS").prose("A file with a <manager> section describes any number of programs for one daemon "
                + "manager, which starts each when what it needs is ready, and stops them the other way round:");
        page.example(EXAMPLE);
        page.paragraph("A program is ready when its `start-test-program` has succeeded or, without one, when it has lived "
                + "`start-seconds`; a `oneshot` when it has ended with 0. A crash of a program does not touch those that need it.");
        page.paragraph("All that is wrong with the file is told at once, and then nothing is done. `-X NAME/KEY=VALUE` overrides "
                + "a key of one program.");
        sections(page);
        states(page);
        actions(page);
    }

    private static void sections(Roff page) {
        page.subsection("<manager>").prose("Once. Its keys are " + listed(SectionType.MANAGER)
                + ", with the meaning that they have in <runner>. Relative directories of programs begin in its `directory`.");
        page.subsection("<runner NAME>").prose("One for each program. A name consists of letters, digits, `-` and `_`. It has "
                + "the keys of <runner> but those of <manager>, may have an <environment> of its own, which adds to the one for all, "
                + "and:");
        for (Option option : Option.values()) {
            if (option.audience() == Option.For.FLEET) {
                page.term(ConfigurationSection.synopsis(option), ConfigurationSection.about(option));
            }
        }
        page.paragraph("A `user` needs a daemon manager that is root.");
        page.subsection("<defaults>").prose("Keys that each <runner NAME> has unless it sets them itself; all but `program`.");
    }

    private static String listed(SectionType section) {
        return "`" + String.join("`, `", section.keys()) + "`";
    }

    private static void states(Roff page) {
        page.subsection("States").prose("In the table of `status`:");
        page.term(Roff.bold("down"), "Not wanted, or not any more.");
        page.term(Roff.bold("starting") + ", " + Roff.bold("testing"), "On its way up; its start test runs.");
        page.term(Roff.bold("running"), "Up, or a oneshot at work.");
        page.term(Roff.bold("stopping"), "Told to end.");
        page.term(Roff.bold("delayed"), "Ended by itself, and started again in a moment.");
        page.term(Roff.bold("waiting"), "Others must be ready first.");
        page.term(Roff.bold("done"), "A oneshot that ended with 0, or a program with a status on its `exit-codes` list.");
        page.term(Roff.bold("failed"), "Given up. It stays in the table until it is started again.");
    }

    private static void actions(Roff page) {
        page.subsection("Actions").prose("NAME is a program, an instance (`web.2`), a shell pattern (`w*`) or `all`; no NAME "
                + "means all. If a NAME means nothing, the nearest one is suggested, nothing is done, and the exit status is 2.");
        for (Verb verb : Verb.values()) {
            List<String> paragraphs = ManyText.of(verb);
            if (!paragraphs.isEmpty() && verb != Verb.FOREGROUND) {
                String arguments = verb.synopsisOfMany().substring(verb.word().length()).strip();
                page.term(Roff.bold(verb.word()) + (arguments.isEmpty() ? "" : " " + Roff.italic(arguments)), paragraphs);
            }
        }
    }
}
