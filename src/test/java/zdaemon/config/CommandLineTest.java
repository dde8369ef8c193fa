package zdaemon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.spec.FullPolicy;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;
import zdaemon.spec.StopScope;

/** Behaviour §1: what options mean, beyond their grammar. */
class CommandLineTest {
    private final Machine machine = new Machine();

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void defaults() throws ConfigurationException {
        assertEquals(new Settings(List.of("sleep", "100"), "zdsock", true, Optional.empty(), 10, false, Set.of(0, 2),
                300, 1, 300, "TERM", StopScope.PROGRAM, List.of(), Optional.empty(), 022, "/dev/null", FullPolicy.BLOCK, Optional.empty(),
                true, "zdaemon>", false,
                Map.of(), Optional.empty(), Optional.empty()), machine.load("-p", "sleep 100").settings());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void everyOption() throws ConfigurationException {
        Settings settings = machine.load("-p", " a  b\tc ", "-s", "/tmp/s", "-d", "-z", "/tmp", "-b", "5", "-f", "-x",
                "1, 3", "-T", "2m", "-u", "jim", "-m", "077", "-t", "log", "-l", "other", "-i").settings();
        assertEquals(List.of("a", "b", "c"), settings.program());
        assertEquals("/tmp/s", settings.socketName());
        assertEquals(Optional.of("/tmp"), settings.directory());
        assertEquals(5, settings.backoffLimit());
        assertTrue(settings.forever());
        assertEquals(Set.of(1, 3), settings.exitCodes());
        assertEquals(120, settings.startTimeout());
        assertEquals(Optional.of("jim"), settings.user());
        assertEquals(077, settings.umask());
        assertEquals("log", settings.transcript());
        assertEquals(Optional.of("other"), settings.logfile());
        assertTrue(settings.defaultToInteractive());
    }

    @Test
    void keysOfOurOwn() throws ConfigurationException {
        for (String signal : List.of("SIGQUIT", "quit", " Quit ", "SigQuit")) {
            machine.file("conf", "<runner>\nprogram x\nstop-signal " + signal + "\n</runner>");
            assertEquals("QUIT", machine.load("-C", "conf").settings().stopSignal());
        }
        machine.file("conf", "<runner>\nprogram x\nstop-signal 64\nstop-scope ALL\ntranscript-full Drop\n</runner>");
        assertEquals("64", machine.load("-C", "conf").settings().stopSignal());
        assertEquals(StopScope.ALL, machine.load("-C", "conf").settings().stopScope());
        assertEquals(FullPolicy.DROP, machine.load("-C", "conf").settings().transcriptFull());
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
        assertEquals(60, machine.load("-p", "x", "-b", "60", "-b", "1m", "-p", " x ").settings().backoffLimit());
        assertEquals("conflicting command line option '-b'", machine.refusal("-p", "x", "-b", "60", "-b", "2m"));
    }

    @Test
    @Behaviour(Paragraph.PRECEDENCE)
    void theCommandLineWinsOverOverridesOverTheFileOverTheDefault() throws ConfigurationException {
        Machine file = Machine.runner("backoff-limit 2\nstop-timeout 3\nsocket-name /tmp/file");
        Configuration configuration = file.load("-C", Machine.CONF, "-X", "runner/backoff-limit=4",
                "-X", "runner/stop-timeout=5", "-b", "6");
        assertEquals(6, configuration.settings().backoffLimit());
        assertEquals(5, configuration.settings().stopTimeout());
        assertEquals(new Provenance.CommandLine("-b"), configuration.origin(Option.BACKOFF_LIMIT));
        assertEquals(new Provenance.Override("runner/stop-timeout=5"), configuration.origin(Option.STOP_TIMEOUT));
        assertEquals(new Provenance.InFile("file:///etc/x.conf", 5), configuration.origin(Option.SOCKET_NAME));
        assertEquals(new Provenance.Default(), configuration.origin(Option.START_TIMEOUT));
        assertEquals(Optional.of(Machine.CONF), configuration.settings().configurationFile());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void aProgramOnTheCommandLineIsEnough() throws ConfigurationException {
        assertEquals(List.of("x"), Machine.conf("<runner/>").settings("-p", "x").program());
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
        assertFalse(Machine.runner("daemon off").settings("-d").daemon());
    }

    @Test
    @Behaviour(Paragraph.FOLDERS)
    void directoriesWhoseLastComponentIsMissingWillBeCreated() throws ConfigurationException {
        Settings settings = machine.load("-p", "x", "-z", "/tmp/new", "-s", "/tmp/new2/s").settings();
        assertEquals(Optional.of("/tmp/new"), settings.directory());
        assertEquals("/tmp/new2/s", settings.socketName());
        assertEquals("run/s", machine.load("-p", "x", "-s", "run/s").settings().socketName());
        assertEquals("/s", machine.load("-p", "x", "-s", "/s").settings().socketName());
    }

    @Test
    @Behaviour(Paragraph.TILDE)
    void tildeExpands() throws ConfigurationException {
        machine.directory("/home/me").directory("/home/jim").directory("/elsewhere");
        assertEquals(Optional.of("/home/me"), machine.load("-p", "x", "-z", "~").settings().directory());
        assertEquals(Optional.of("/home/me/x"), machine.load("-p", "x", "-z", "~/x").settings().directory());
        assertEquals("/home/jim/s", machine.load("-p", "x", "-s", "~jim/s").settings().socketName());
        assertEquals("/elsewhere/s", machine.variable("HOME", "/elsewhere/").load("-p", "x", "-s", "~/s").settings()
                .socketName());
        assertEquals("~/t", machine.load("-p", "x", "-t", "~/t").settings().transcript(), "only those two expand");
        assertEquals("invalid value for -z '~bob': no user 'bob' for ~bob", machine.refusal("-p", "x", "-z", "~bob"));
    }

    @Test
    @Behaviour(Paragraph.SOCKET_PATH)
    void aSocketPathMayHaveAllTheBytesThatTheKernelAllows() throws ConfigurationException {
        assertEquals(107, machine.load("-p", "x", "-s", "/" + "s".repeat(106)).settings().socketName().length());
        // An undecodable byte is one byte.
        assertEquals(107, machine.load("-p", "x", "-s", "/" + "\udcff".repeat(106)).settings().socketName().length());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void exitCodesMayBeEmpty() throws ConfigurationException {
        assertEquals(Set.of(), machine.load("-p", "x", "-x", "").settings().exitCodes());
    }

    @Test
    @Behaviour(Paragraph.OPTIONS)
    void theConfigurationMayBeAUrlOrRelative() throws ConfigurationException {
        machine.file("/etc/a b", "<runner>\nprogram x\n</runner>").file("conf", "<runner>\nprogram y\nbad\n</runner>");
        Settings settings = machine.load("-C", "file:///etc/a%20b").settings();
        assertEquals(List.of("x"), settings.program());
        assertEquals(Optional.of("/etc/a b"), settings.configurationFile());
        assertEquals("'bad' is not a known key name\n(line 3 in file:///here/conf)", machine.refusal("-C", "conf"));
    }

    @Test
    @Behaviour(Paragraph.SHOW)
    void showHasEveryOptionOfTheFileInOrder() throws ConfigurationException {
        List<Configuration.Entry> options = machine.load("-p", "sleep  1", "-f").options();
        assertEquals(new Configuration.Entry("program", "sleep  1", new Provenance.CommandLine("-p")),
                options.getFirst());
        assertEquals(List.of("program", "socket-name", "daemon", "directory", "backoff-limit", "forever", "exit-codes",
                "start-timeout", "start-seconds", "stop-timeout", "stop-signal", "stop-scope", "start-test-program", "user", "umask",
                "transcript", "transcript-full", "logfile", "default-to-interactive", "prompt", "hang-around"),
                options.stream().map(Configuration.Entry::name).toList());
        assertEquals("on", options.get(5).text());
        assertEquals("022", options.get(14).text());
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
}
