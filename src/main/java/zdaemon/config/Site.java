package zdaemon.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.Configuration.Entry;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.Program.Described;
import zdaemon.core.fleet.Roster;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Settings;
import zdaemon.spec.Spec.ClientSpec;
import zdaemon.spec.Spec.FleetSpec;
import zdaemon.spec.Values;

/**
 * A checked configuration of many programs: a file with a {@code <manager>} section (programs §1).
 *
 * @param process what {@code <manager>} says of the manager's own process: directory, user and umask
 * @param options what {@code <manager>} says, for {@code show}
 * @param runners the programs, in the order of the file
 */
public record Site(ManagerSpec manager, ClientSpec client, Values process, List<Entry> options, List<Runner> runners) {

    /** Takes copies. */
    public Site {
        options = List.copyOf(options);
        runners = List.copyOf(runners);
    }

    /** What goes for all programs, as a configuration without a program. */
    Configuration common(List<Entry> sections) {
        return new Configuration(new Settings(new ProgramSpec(process, Map.of()), manager, client), options, sections);
    }

    /** {@return the programs, for questions about them; empty if they contradict each other} */
    public Optional<Roster> roster() {
        List<Program> programs = new ArrayList<>();
        for (Runner runner : runners) {
            programs.add(runner.program());
        }
        try {
            return Optional.of(Roster.of(programs));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What a manager of them gets.
     *
     * @param socket      the control socket, absolute
     * @param process     what the manager's own process gets, its directory absolute
     * @param environment the client's, {@code NAME=value} each
     */
    public FleetLaunch launch(String socket, Values process, List<String> environment) {
        List<RunnerSpec> specs = new ArrayList<>();
        for (Runner runner : runners) {
            Program program = runner.program();
            specs.add(new RunnerSpec(program.name(), program.instances(), runner.fleet(), runner.described().values(),
                    runner.members()));
        }
        return new FleetLaunch(manager.with(Option.SOCKET_NAME, socket), process, specs, environment);
    }

    /** Whether only a new process can have another value of this key: what an update asks. */
    public static boolean needsNewProcess(String key) {
        Optional<Option> option = Option.ofKey(key);
        return option.isEmpty() || option.get().needsNewProcess();
    }

    /**
     * One {@code <runner NAME>}.
     *
     * @param program     what the fleet must know
     * @param fleet       the same, as values
     * @param members     what is to be run: one, or one for each instance
     * @param options     its keys in the order of the table and where each value comes from; placeholders are not replaced
     * @param environment the variables of the file that it gets, and where each comes from
     * @param logFile     what {@code logtail} shows instead of the transcript
     */
    public record Runner(Program program, FleetSpec fleet, List<ProgramSpec> members, List<Entry> options, List<Entry> environment,
            Optional<String> logFile) {

        /** Takes copies, but of the options: a file may have a thousand runners. */
        public Runner {
            members = List.copyOf(members);
            options = Collections.unmodifiableList(options);
            environment = List.copyOf(environment);
        }

        /**
         * What keys say about one instance.
         *
         * @param entries its {@link #options} or its {@link #environment}
         * @param number  of the instance; 0 to leave the places of {@code {instance}} as they are
         */
        public List<Entry> of(List<Entry> entries, int number) {
            List<Entry> filled = new ArrayList<>(entries.size());
            for (Entry entry : entries) {
                boolean hasPlaces = number > 0 && (entries == environment || RunnerReader.mayHavePlaces(entry.name()));
                filled.add(!hasPlaces ? entry
                        : new Entry(entry.name(), RunnerReader.filled(entry.text(), program.name(), number), entry.origin()));
            }
            return filled;
        }

        /** What an update compares. */
        public Described described() {
            Map<String, String> values = new LinkedHashMap<>();
            for (Entry entry : options) {
                values.put(entry.name(), entry.text());
            }
            StringBuilder variables = new StringBuilder();
            for (Entry entry : environment) {
                variables.append(entry.name()).append('=').append(entry.text()).append('\n');
            }
            values.put("environment", variables.toString());
            return new Described(program, values);
        }
    }
}
