package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Streams;
import zdaemon.cli.words.Configured;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.config.Configuration;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Problem;
import zdaemon.config.Reading;
import zdaemon.posix.Environment;
import zdaemon.posix.PosixException;
import zdaemon.process.Executables;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/**
 * {@code check}: all that is wrong with the configuration at once, what a start would stumble over included. It does
 * nothing else, so it needs no rights but to read.
 */
public final class CheckAction {

    private CheckAction() {
    }

    /** Reads once: the file may be a pipe. */
    public static Reading read(List<OptionValue> options, List<String> environment) throws PosixException {
        return Configured.loader(environment).check(options);
    }

    public static int run(Streams streams, Reading reading, List<String> environment) throws PosixException {
        return tell(streams, problems(reading, environment), reading.warnings());
    }

    /** Tells what was found. */
    public static int tell(Streams streams, List<String> problems, List<Problem> warnings) {
        for (String problem : problems) {
            streams.complain("Error: " + problem);
        }
        for (Problem warning : warnings) {
            streams.complain("warning: " + warning.text());
        }
        if (problems.isEmpty()) {
            streams.out().line("no problems found");
            return Exit.DONE;
        }
        return Exit.USAGE;
    }

    private static List<String> problems(Reading reading, List<String> environment) throws PosixException {
        List<String> problems = new ArrayList<>();
        for (Problem problem : reading.faults()) {
            problems.add(problem.text());
        }
        try {
            Settings settings = Configured.of(reading).settings();
            addUser(settings, reading.configuration(), problems);
            addPrograms(settings, environment, problems);
        } catch (UsageException e) {
            problems.add(e.getMessage());
        }
        return problems;
    }

    private static void addUser(Settings settings, Configuration configuration, List<String> problems) {
        if (settings.program().find(Option.USER).isPresent()) {
            try {
                UserSwitch.account(settings.program().find(Option.USER).get());
            } catch (UsageException e) {
                problems.add(UserSwitch.problem(e, configuration).text());
            }
        }
    }

    /** Looked up from here: the manager looks from its directory, which matters to relative paths alone. */
    private static void addPrograms(Settings settings, List<String> environment, List<String> problems)
            throws PosixException {
        List<String> complete = Environment.with(environment, settings.program().environment());
        if (!settings.program().command().isEmpty()) {
            addProgram(settings, settings.program().command(), complete, problems);
        }
        if (!settings.program().words(Option.START_TEST_PROGRAM).isEmpty()) {
            addProgram(settings, settings.program().words(Option.START_TEST_PROGRAM), complete, problems);
        }
    }

    private static void addProgram(Settings settings, List<String> words, List<String> environment,
            List<String> problems) throws PosixException {
        String program = words.get(0);
        boolean isRelative = program.indexOf('/') > 0;
        String file = isRelative && settings.program().find(Option.DIRECTORY).isPresent()
                ? settings.program().find(Option.DIRECTORY).get() + "/" + program : program;
        if (Executables.find(file, environment) instanceof Executables.Missing missing) {
            problems.add(missing.message());
        }
    }
}
