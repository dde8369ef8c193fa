package zdaemon.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.cli.words.Verb;
import zdaemon.e2e.Tool;
import zdaemon.spec.Option;

/** The completions in the image, asked by the shells themselves as far as these are installed. */
class CompletionIT {
    private static final String BASH_CALL = """
            source "$1"; shift
            COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
            _zdaemon
            printf '%s\\n' "${COMPREPLY[@]}"
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void someFiles() throws Exception {
        Files.createFile(folder.resolve("site.conf"));
        Files.createFile(folder.resolve("site two.conf"));
        Files.createDirectory(folder.resolve("site.d"));
    }

    @ParameterizedTest
    @EnumSource
    void eachActionIsInEachScript(Verb verb) {
        for (Path script : List.of(Shared.BASH, Shared.ZSH, Shared.FISH)) {
            assertEquals(!verb.isInterpreters(), Shared.text(script).matches("(?s).*[ '\n]" + verb.word() + "[ ':].*"),
                    () -> verb + " in " + script);
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachOptionIsInEachScript(Option option) {
        for (String name : Candidates.names(option)) {
            for (Path script : List.of(Shared.BASH, Shared.ZSH)) {
                assertTrue(Shared.text(script).matches("(?s).*[ '{,*]" + name + "[ '}=+,\\[].*"),
                        name + " in " + script);
            }
            String inFish = name.replaceFirst("^--", "-l ").replaceFirst("^-(?=\\w$)", "-s ");
            assertTrue(Shared.text(Shared.FISH).contains(" " + inFish + " "), inFish);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', value = {
        "sta@ start status",
        "s@ start stop status show",
        "-f|sta@ start status",
        "-C|site.conf|sta@ start status",
        "-Csite.conf|sta@ start status",
        "--configure|=|site.conf|sta@ start status",
        "--conf|site.conf|sta@ start status",
        "-fC|site.conf|sta@ start status",
        "-fCx|sta@ start status",
        "-p|start|sta@ start status",
        "--|sta@ start status",
        "--st@ --start-timeout",
        "-C|si@ site two.conf,site.conf,site.d",
        "-Csi@ -Csite two.conf,-Csite.conf,-Csite.d",
        "--configure|=|si@ site two.conf,site.conf,site.d",
        "--configure=si@ --configure=site two.conf,--configure=site.conf,--configure=site.d",
        "-z|si@ site.d",
        "-u|roo@ root",
        "-b|@ ``",
        "-X|runner/back@ runner/backoff-limit=",
        "start|si@ site two.conf,site.conf,site.d",
        "start|--st@ ``",
        "stop|@ ``",
        "status|@ -l",
        "kill|te@ TERM",
        "kill|SIGUS@ SIGUSR1 SIGUSR2",
        "-C|site.conf|kill|HU@ HUP",
        "help|re@ restart reopen_transcript",
        "show|start@ start-seconds start-timeout start-test-program",
        "logtail|site.c@ site.conf",
    })
    void bashOffers(String words, String expected) throws Exception {
        Shared.require("bash");
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", BASH_CALL, "bash"));
        command.add(Shared.BASH.toString());
        command.add("zdaemon");
        command.addAll(List.of(words.strip().split("\\|", -1)));
        List<String> offered = Shared.run(folder, command.toArray(String[]::new)).lines()
                .filter(line -> !line.isEmpty()).sorted().toList();
        String separator = expected.contains(",") ? "," : " ";
        assertEquals(
                Arrays.stream(expected.strip().split(separator)).filter(w -> !w.isEmpty()).sorted().toList(), offered);
    }

    /** From the file, by the tool itself; a file with one program has none. */
    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', value = {
        "-C|many.conf|stop|@ db web web.1 web.2",
        "-Cmany.conf|restart|web.@ web.1 web.2",
        "--configure|=|many.conf|start|d@ db",
        "-C|many.conf|kill|d@ ``",
        "-C|many.conf|kill|TERM|d@ db",
        "-C|many.conf|logtail|w@ web web.1 web.2",
        "-C|many.conf|update|@ ``",
        "-C|site.conf|stop|@ ``",
    })
    void bashOffersNamesOfPrograms(String words, String expected) throws Exception {
        Shared.require("bash");
        Files.writeString(folder.resolve("many.conf"),
                "<manager/>\n<runner db>\nprogram true\n</runner>\n<runner web>\nprogram true\ninstances 2\n</runner>\n");
        List<String> command = new ArrayList<>(List.of("bash", "--norc", "-c", BASH_CALL, "bash"));
        command.add(Shared.BASH.toString());
        command.add(Tool.command().toString());
        command.addAll(List.of(words.strip().split("\\|", -1)));
        assertEquals(Arrays.stream(expected.strip().split(" ")).filter(w -> !w.isEmpty()).toList(),
                Shared.run(folder, command.toArray(String[]::new)).lines().filter(line -> !line.isEmpty()).sorted().toList());
    }

    @Test
    void bashCompletesTheCommand() throws Exception {
        Shared.require("bash");
        assertEquals("complete -F _zdaemon zdaemon\n",
                Shared.run(folder, "bash", "--norc", "-c", "source \"$1\"; complete -p zdaemon", "bash",
                        Shared.BASH.toString()));
    }

    @Test
    void zshUnderstandsIt() throws Exception {
        Shared.require("zsh");
        assertEquals("", Shared.run(folder, "zsh", "-n", Shared.ZSH.toString()));
    }

    @Test
    void fishUnderstandsIt() throws Exception {
        Shared.require("fish");
        assertEquals("", Shared.run(folder, "fish", "-n", Shared.FISH.toString()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '@', quoteCharacter = '`', value = {
        "zdaemon sta@ start,status",
        "zdaemon -C site.conf sta@ start,status",
        "zdaemon -fC start sta@ start,status",
        "zdaemon --program start sta@ start,status",
        "zdaemon --start-t@ --start-timeout",
        "zdaemon kill US@ USR1,USR2",
        "zdaemon -z si@ site.d/",
        "zdaemon -C site.c@ site.conf",
        "zdaemon help re@ reopen_transcript,restart",
        "`zdaemon stop `@ ``",
        "zdaemon status -@ -l",
    })
    void fishOffers(String line, String expected) throws Exception {
        Shared.require("fish");
        String call = "source $argv[1]; complete -C $argv[2]";
        // Releases differ in whether they add the equals sign.
        List<String> offered = Shared.run(folder, "fish", "--no-config", "-c", call, Shared.FISH.toString(), line)
                .lines().map(offer -> offer.split("\t")[0].replaceFirst("=$", "")).sorted().toList();
        assertEquals(Arrays.stream(expected.strip().split(",")).filter(word -> !word.isEmpty()).toList(), offered);
    }
}
