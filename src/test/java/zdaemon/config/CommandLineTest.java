package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.ConfigurationLoader.ConfigurationException;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec.FullPolicy;
import zdaemon.spec.ProgramSpec.StopScope;
import zdaemon.spec.Settings;
import zdaemon.spec.Values;

/** Behaviour §1: what options mean, beyond their grammar. */
class CommandLineTest {
    private final Machine machine = new Machine();

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void defaults() throws ConfigurationException {
        Settings settings = machine.load("-p", "sleep 100").settings();
        assertEquals(Settings.of(Values.none().with(Option.PROGRAM, List.of("sleep", "100")), Map.of(), Optional.empty(),
                Optional.empty()), settings);
        assertEquals("zdsock", settings.manager().socket());
        assertEquals(true, settings.manager().flag(Option.DAEMON));
        assertEquals(Optional.empty(), settings.program().find(Option.DIRECTORY));
        assertEquals(10, settings.program().number(Option.BACKOFF_LIMIT));
        assertEquals(false, settings.program().flag(Option.FOREVER));
        assertEquals(Set.of(0, 2), settings.program().numbers(Option.EXIT_CODES));
        assertEquals(300, settings.program().number(Option.START_TIMEOUT));
        assertEquals(1, settings.program().number(Option.START_SECONDS));
        assertEquals(300, settings.program().number(Option.STOP_TIMEOUT));
        assertEquals("TERM", settings.program().text(Option.STOP_SIGNAL));
        assertEquals(StopScope.PROGRAM, settings.program().choice(Option.STOP_SCOPE, StopScope.class));
        assertEquals(List.of(), settings.program().words(Option.START_TEST_PROGRAM));
        assertEquals(022, settings.program().number(Option.UMASK));
        assertEquals("/dev/null", settings.program().text(Option.TRANSCRIPT));
        assertEquals(FullPolicy.BLOCK, settings.program().choice(Option.TRANSCRIPT_FULL, FullPolicy.class));
        assertEquals(Optional.empty(), settings.client().find(Option.LOGFILE));
        assertEquals(true, settings.client().flag(Option.DEFAULT_TO_INTERACTIVE));
        assertEquals("zdaemon>", settings.client().text(Option.PROMPT));
        assertEquals(false, settings.manager().flag(Option.HANG_AROUND));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void everyOption() throws ConfigurationException {
        Settings settings = machine.load("-p", " a  b\tc ", "-s", "/tmp/s", "-d", "-z", "/tmp", "-b", "5", "-f", "-x",
                "1, 3", "-T", "2m", "-u", "jim", "-m", "077", "-t", "log", "-l", "other", "-i").settings();
        assertEquals(List.of("a", "b", "c"), settings.program().command());
        assertEquals("/tmp/s", settings.manager().socket());
        assertEquals(Optional.of("/tmp"), settings.program().find(Option.DIRECTORY));
        assertEquals(5, settings.program().number(Option.BACKOFF_LIMIT));
        assertTrue(settings.program().flag(Option.FOREVER));
        assertEquals(Set.of(1, 3), settings.program().numbers(Option.EXIT_CODES));
        assertEquals(120, settings.program().number(Option.START_TIMEOUT));
        assertEquals(Optional.of("jim"), settings.program().find(Option.USER));
        assertEquals(077, settings.program().number(Option.UMASK));
        assertEquals("log", settings.program().text(Option.TRANSCRIPT));
        assertEquals(Optional.of("other"), settings.client().find(Option.LOGFILE));
        assertTrue(settings.client().flag(Option.DEFAULT_TO_INTERACTIVE));
    }

    @Test
    void keysOfOurOwn() throws ConfigurationException {
        for (String signal : List.of("SIGQUIT", "quit", " Quit ", "SigQuit")) {
            machine.file("conf", "<runner>\nprogram x\nstop-signal " + signal + "\n</runner>");
            assertEquals("QUIT", machine.load("-C", "conf").settings().program().text(Option.STOP_SIGNAL));
        }
        machine.file("conf", "<runner>\nprogram x\nstop-signal 64\nstop-scope ALL\ntranscript-full Drop\n</runner>");
        assertEquals("64", machine.load("-C", "conf").settings().program().text(Option.STOP_SIGNAL));
        assertEquals(StopScope.ALL, machine.load("-C", "conf").settings().program().choice(Option.STOP_SCOPE, StopScope.class));
        assertEquals(FullPolicy.DROP, machine.load("-C", "conf").settings().program().choice(Option.TRANSCRIPT_FULL, FullPolicy.class));
        for (String signal : List.of("0", "65", "STOPP", "TERM_", "-9", "")) {
            machine.file("conf", "<runner>\nprogram x\nstop-signal " + signal + "\n</runner>");
            assertEquals("not a signal's name or number: '" + signal + "' (line 3, in file:///here/conf)",
                    machine.refusal("-C", "conf"));
        }
        machine.file("conf", "<runner>\nprogram x\ntranscript-full wait\n</runner>");
        assertEquals("neither block nor drop: 'wait' (line 3, in file:///here/conf)", machine.refusal("-C", "conf"));
        machine.file("conf", "<runner>\nprogram x\nstop-scope session\n</runner>");
        assertEquals("neither program, group nor all: 'session' (line 3, in file:///here/conf)",
                machine.refusal("-C", "conf"));
    }

    @Test
    @Behaviour(Paragraph.USAGE_ERRORS)
    void messagesThatScriptsKnow() {
        assertEquals("no program specified; use -p or -C", machine.refusal());
        assertEquals("invalid value for -b 'ten': not a valid time (use 30, 30s, 5m, 2h or 1d)",
                machine.refusal("-p", "x", "-b", "ten"));
        assertEquals("invalid value for -z 'a/b': a/b is not an existing directory",
                machine.refusal("-p", "x", "-z", "a/b"));
        assertEquals("invalid value for -s 'a/b/s': The directory named as part of the path a/b/s does not exist.",
                machine.refusal("-p", "x", "-s", "a/b/s"));
    }

    @Test
    @Behaviour({Paragraph.USAGE_ERRORS, Paragraph.OPTIONS})
    void otherMessages() {
        assertEquals("invalid value for -p ' ': the command must not be empty", machine.refusal("-p", " "));
        assertEquals("invalid value for -C '/no': can't open /no: No such file or directory", machine.refusal("-C",
                "/no"));
        assertEquals("invalid value for -C 'http://x/y': only paths and file: URLs can be read, not 'http://x/y'",
                machine.refusal("-C", "http://x/y"));
        assertEquals("invalid value for -S 'my.xml': there is no other schema than the built-in one; "
                + "leave the option out",
                machine.refusal("-p", "x", "-S", "my.xml"));
        assertEquals("invalid value for -X 'runner/daemon=off': there is no configuration file to override; use -C",
                machine.refusal("-p", "x", "-X", "runner/daemon=off"));
        assertEquals("invalid value for -s '/" + "s".repeat(107)
                + "': the socket path has 108 bytes, and the kernel allows 107", machine.refusal("-p", "x", "-s", "/"
                + "s".repeat(107)));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void theBuiltInSchemaMayBeNamed() throws ConfigurationException {
        machine.load("-p", "x", "-S", "schema.xml");
        machine.load("-p", "x", "-S", "/usr/lib/python/zdaemon/schema.xml");
    }

    @Test
    @Behaviour(Paragraph.PRECEDENCE)
    void theSameOptionTwice() throws ConfigurationException {
        assertEquals("conflicting command line option '-s'", machine.refusal("-p", "x", "-s", "/tmp/a", "-s",
                "/tmp/b"));
        assertEquals("conflicting command line option '-C'", Machine.runner("").fileRefusal("-C", "/etc/y.conf"));
        machine.load("-p", "x", "-s", "/tmp/a", "-s", "/tmp/a", "-f", "-f", "-p", "x");
    }

    @Test
    @Behaviour(Paragraph.PRECEDENCE)
    void valuesAreTheSameWhenTheyMeanTheSame() throws ConfigurationException {
        assertEquals(60, machine.load("-p", "x", "-b", "60", "-b", "1m", "-p", " x ").settings().program().number(Option.BACKOFF_LIMIT));
        assertEquals("conflicting command line option '-b'", machine.refusal("-p", "x", "-b", "60", "-b", "2m"));
    }

    @Test
    @Behaviour(Paragraph.PRECEDENCE)
    void theCommandLineWinsOverOverridesOverTheFileOverTheDefault() throws ConfigurationException {
        Machine file = Machine.runner("backoff-limit 2\nstop-timeout 3\nsocket-name /tmp/file");
        Configuration configuration = file.load("-C", Machine.CONF, "-X", "runner/backoff-limit=4",
                "-X", "runner/stop-timeout=5", "-b", "6");
        assertEquals(6, configuration.settings().program().number(Option.BACKOFF_LIMIT));
        assertEquals(5, configuration.settings().program().number(Option.STOP_TIMEOUT));
        assertEquals(new Provenance.CommandLine("-b"), configuration.origin(Option.BACKOFF_LIMIT));
        assertEquals(new Provenance.Overridden("runner/stop-timeout=5"), configuration.origin(Option.STOP_TIMEOUT));
        assertEquals(new Provenance.InFile("file:///etc/x.conf", 5), configuration.origin(Option.SOCKET_NAME));
        assertEquals(new Provenance.Default(), configuration.origin(Option.START_TIMEOUT));
        assertEquals(Optional.of(Machine.CONF), configuration.settings().client().configurationFile());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void aProgramOnTheCommandLineIsEnough() throws ConfigurationException {
        assertEquals(List.of("x"), Machine.conf("<runner/>").settings("-p", "x").program().command());
        assertTrue(Machine.conf("").fileRefusal("-p", "x").startsWith("no values for 'runner'; 1 required"));
    }

    @Test
    @Behaviour(Paragraph.USAGE_ERRORS)
    void aWrongValueInTheFileIsWrongEvenWhenItLoses() {
        assertEquals("not a valid time (use 30, 30s, 5m, 2h or 1d): 'x' (line 3, in file:///etc/x.conf)",
                Machine.runner("backoff-limit x").fileRefusal("-b", "1"));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void daemonOnTheCommandLineHasNoEffect() throws ConfigurationException {
        assertFalse(Machine.runner("daemon off").settings("-d").manager().flag(Option.DAEMON));
    }

    @Test
    @Behaviour(Paragraph.FOLDERS)
    void directoriesWhoseLastComponentIsMissingWillBeCreated() throws ConfigurationException {
        Settings settings = machine.load("-p", "x", "-z", "/tmp/new", "-s", "/tmp/new2/s").settings();
        assertEquals(Optional.of("/tmp/new"), settings.program().find(Option.DIRECTORY));
        assertEquals("/tmp/new2/s", settings.manager().socket());
        assertEquals("run/s", machine.load("-p", "x", "-s", "run/s").settings().manager().socket());
        assertEquals("/s", machine.load("-p", "x", "-s", "/s").settings().manager().socket());
    }

    @Test
    @Behaviour(Paragraph.TILDE)
    void tildeExpands() throws ConfigurationException {
        machine.directory("/home/me").directory("/home/jim").directory("/elsewhere");
        assertEquals(Optional.of("/home/me"), machine.load("-p", "x", "-z", "~").settings().program().find(Option.DIRECTORY));
        assertEquals(Optional.of("/home/me/x"), machine.load("-p", "x", "-z", "~/x").settings().program().find(Option.DIRECTORY));
        assertEquals("/home/jim/s", machine.load("-p", "x", "-s", "~jim/s").settings().manager().socket());
        assertEquals("/elsewhere/s", machine.variable("HOME", "/elsewhere/").load("-p", "x", "-s", "~/s").settings()
                .manager().socket());
        assertEquals("invalid value for -z '~bob': no user 'bob' for ~bob", machine.refusal("-p", "x", "-z", "~bob"));
    }

    @Test
    @Behaviour(Paragraph.SOCKET_PATH)
    void aSocketPathMayHaveAllTheBytesThatTheKernelAllows() throws ConfigurationException {
        assertEquals(107, machine.load("-p", "x", "-s", "/" + "s".repeat(106)).settings().manager().socket().length());
        // An undecodable byte is one byte.
        assertEquals(107, machine.load("-p", "x", "-s", "/" + "\udcff".repeat(106)).settings().manager().socket().length());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void exitCodesMayBeEmpty() throws ConfigurationException {
        assertEquals(Set.of(), machine.load("-p", "x", "-x", "").settings().program().numbers(Option.EXIT_CODES));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void theConfigurationMayBeAUrlOrRelative() throws ConfigurationException {
        machine.file("/etc/a b", "<runner>\nprogram x\n</runner>").file("conf", "<runner>\nprogram y\nbad\n</runner>");
        Settings settings = machine.load("-C", "file:///etc/a%20b").settings();
        assertEquals(List.of("x"), settings.program().command());
        assertEquals(Optional.of("/etc/a b"), settings.client().configurationFile());
        assertEquals("'bad' is not a known key name\n(line 3 in file:///here/conf)", machine.refusal("-C", "conf"));
    }

    @Test
    @Behaviour(Paragraph.SHOW)
    void showHasEveryOptionOfTheFileInOrder() throws ConfigurationException {
        List<Configuration.Entry> options = machine.load("-p", "sleep  1", "-f").options();
        assertEquals(new Configuration.Entry("program", "sleep  1", new Provenance.CommandLine("-p")),
                options.getFirst());
        List<String> keys = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.isOfOneProgram() && option.kind() != Option.Kind.IGNORED) {
                option.key().ifPresent(keys::add);
            }
        }
        assertEquals(keys, options.stream().map(Configuration.Entry::name).toList());
        assertEquals("on", options.get(keys.indexOf("forever")).text());
        assertEquals("022", options.get(keys.indexOf("umask")).text());
    }

    @Test
    @Behaviour(Paragraph.SHOW)
    void showHasTheSectionsButNoPassword() throws ConfigurationException {
        Machine file = Machine.conf("<runner>\nprogram x\n</runner>\n<environment>\nsmtp-password y\n</environment>\n"
                + "<eventlog>\n<email-notifier>\nfrom a\nto b\nsmtp-username u\nsmtp-password p\n</email-notifier>\n"
                + "</eventlog>");
        assertEquals(List.of("environment/smtp-password: y", "eventlog/email-notifier/from: a",
                "eventlog/email-notifier/to: b", "eventlog/email-notifier/smtp-username: u",
                "eventlog/email-notifier/smtp-password: (hidden)"), file.load("-C", Machine.CONF).sections().stream()
                .map(entry -> entry.name() + ": " + entry.text()).toList());
    }

    @Test
    void theTableHasNoNameTwice() {
        Set<String> names = new HashSet<>();
        for (Option option : Option.values()) {
            option.key().ifPresent(key -> assertTrue(names.add(key), key));
            option.letter().ifPresent(letter -> assertTrue(names.add("-" + letter), letter));
            option.longName().ifPresent(name -> assertTrue(names.add("--" + name), name));
        }
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void homeIsExpandedInThePathsOfFiles() throws ConfigurationException {
        Settings settings = machine.load("-p", "x", "-t", "~jim/out", "-l", "~jim/log").settings();
        assertEquals("/home/jim/out", settings.program().text(Option.TRANSCRIPT));
        assertEquals(Optional.of("/home/jim/log"), settings.client().find(Option.LOGFILE));
        assertEquals("invalid value for -t '~nobody/x': no user 'nobody' for ~nobody",
                machine.refusal("-p", "x", "-t", "~nobody/x"));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void whatOldFilesHave() throws ConfigurationException {
        assertEquals(Optional.empty(), Machine.runner("logfile").settings().client().find(Option.LOGFILE));
        assertEquals(Set.of(0, 2, -1), Machine.runner("exit-codes 0,2,-1").settings().program()
                .numbers(Option.EXIT_CODES));
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void noNumberIsClamped() throws ConfigurationException {
        assertEquals("invalid value for -T '99999999999': not a time between 0 and 2147483647 seconds",
                machine.refusal("-p", "x", "-T", "99999999999"));
        assertEquals(2147472000, machine.load("-p", "x", "-T", "24855d").settings().program()
                .number(Option.START_TIMEOUT));
    }
}
