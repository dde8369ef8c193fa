package zdaemon.cli.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.ConfigurationLoader.OptionValue;

@Behaviour(Paragraph.GETOPT)
class GetoptTest {

    /** Words separated by bars; the result as written, value in brackets, then the rest after a slash. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', value = {
        "status,                     /status",
        "-p|sleep 100|start,         -p[sleep 100]/start",
        "-Cconf|start,               -C[conf]/start",
        "-C|conf|start,              -C[conf]/start",
        "-C=conf,                    -C[=conf]/",
        "--configure|conf,           --configure[conf]/",
        "--configure=conf,           --configure[conf]/",
        "--configure=,               --configure[]/",
        "--configure=a=b,            --configure[a=b]/",
        "--conf=x,                   --configure[x]/",
        "--pr|x,                     --program[x]/",
        "--st|5,                     --start-timeout[5]/",
        "-df|status,                 -d[] -f[]/status",
        "-dfpx|status,               -d[] -f[] -p[x]/status",
        "-fp|x|status,               -f[] -p[x]/status",
        "-p|-x,                      -p[-x]/",
        "-p|--,                      -p[--]/",
        "-p|--program|start,         -p[--program]/start",
        "-p|'x y',                   -p['x y']/",
        "-p|\"x\",                   -p[\"x\"]/",
        "@file,                      /@file",
        "-C|@file,                   -C[@file]/",
        "start|--foo|-p,             /start|--foo|-p",
        "--|-p,                      /-p",
        "-f|--|--,                   -f[]/--",
        "-|-p,                       /-|-p",
        "-f|-,                       -f[]/-",
        "-Xa/b=c|-X|d/e=f,           -X[a/b=c] -X[d/e=f]/",
        "-s|a|-s|b,                  -s[a] -s[b]/",
        "-s|a|--socket-name=b,       -s[a] --socket-name[b]/",
        "-p|${user.home},            -p[${user.home}]/",
        "-h,                         -h[]/",
        "--vers,                     --version[]/",
        "-x|,                        -x[]/",
    })
    void readsAsGetoptDoes(String words, String expected) throws UsageException {
        Invocation invocation = Getopt.read(split(words.strip()));
        List<String> options = new ArrayList<>();
        for (OptionValue option : invocation.options()) {
            options.add(option.asWritten() + "[" + option.text() + "]");
        }
        assertEquals(expected, String.join(" ", options) + "/" + String.join("|", invocation.words()));
    }

    @ParameterizedTest
    @Behaviour({Paragraph.GETOPT, Paragraph.USAGE_ERRORS})
    @CsvSource({
        "-Q,                option -Q not recognized",
        "-fQ,               option -Q not recognized",
        "-f=,               option -= not recognized",
        "-é,                option -é not recognized",
        "-😀x,              option -😀 not recognized",
        "--foo,             option --foo not recognized",
        "--foo=bar,         option --foo not recognized",
        "--programs=x,      option --programs not recognized; did you mean --program?",
        "--limit=3,         option --limit not recognized; did you mean --backoff-limit?",
        "--hang-around,     'option --hang-around not recognized; hang-around is set in <runner> of the configuration file, "
            + "or with -X runner/hang-around=VALUE'",
        "---,               option --- not recognized",
        "-p,                option -p requires argument",
        "-fp,               option -p requires argument",
        "--program,         option --program requires argument",
        "--prog,            option --program requires argument",
        "--s,               'option --s not a unique prefix; it may be --socket-name, --start-timeout or --schema'",
        "--d,               option --d not a unique prefix; it may be --daemon or --directory",
        "--=x,              option -- not a unique prefix",
        "--forever=yes,     option --forever must not have an argument",
        "--for=,            option --forever must not have an argument",
        "start-timeout|-Q,  ''",
    })
    void refusesInGetoptsWords(String words, String message) throws UsageException {
        if (message.isEmpty()) {
            Getopt.read(split(words));
        } else {
            assertEquals(message, assertThrows(UsageException.class, () -> Getopt.read(split(words))).getMessage());
        }
    }

    @Test
    void anEmptyWordEndsTheOptionsAndIsDropped() throws UsageException {
        assertEquals(List.of("start", "a", "", "b"), Getopt.read(List.of("", "start", "a", "", "b", "", "")).words());
        assertEquals(List.of("kill", "hup"), Getopt.read(List.of("kill", "", "hup", "")).words());
        assertEquals(List.of("-p"), Getopt.read(List.of("-f", "", "-p")).words());
    }

    @Test
    void undecodableBytesPass() throws UsageException {
        assertEquals("\udcff", Getopt.read(List.of("-p", "\udcff")).options().get(0).text());
    }

    private static List<String> split(String words) {
        return Arrays.asList(words.split("\\|", -1));
    }
}
