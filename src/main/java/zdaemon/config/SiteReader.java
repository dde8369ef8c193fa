package zdaemon.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Configuration.Provenance.InFile;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Node.Section;
import zdaemon.config.Site.Runner;
import zdaemon.core.fleet.Fault;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.Roster;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.ManagerSpec.EventLogSettings;
import zdaemon.spec.Option;
import zdaemon.spec.Spec.ClientSpec;
import zdaemon.spec.Values;

/** Makes a {@link Site} of a document that has been held against the schema, and of the command line (programs §1). */
final class SiteReader {
    private final Section document;
    private final List<OptionValue> commandLine;
    private final PathTypes paths;
    private final OptionTypes types;
    private final Problems problems;
    private final Section manager;
    private boolean socketSound;
    private boolean socketGiven;

    SiteReader(Section document, List<OptionValue> commandLine, PathTypes paths, Problems problems) {
        this.document = document;
        this.commandLine = commandLine;
        this.paths = paths;
        this.types = new OptionTypes(paths);
        this.problems = problems;
        manager = document.section("manager").orElseThrow();
    }

    Site read(Optional<String> configurationFile) {
        refuseOptionsOfOneProgram();
        OptionReader options = new OptionReader(commandLine, manager, problems);
        Values values = Values.none();
        for (String key : SectionType.MANAGER.keys()) {
            Option option = Option.ofKey(key).orElseThrow();
            int before = problems.count();
            Optional<?> value = options.find(option, types.of(option));
            if (option == Option.SOCKET_NAME) {
                socketSound = problems.count() == before;
                socketGiven = value.isPresent();
            }
            if (value.isPresent()) {
                values = values.with(option, value.get());
            }
        }
        Optional<Section> section = document.section("eventlog");
        Optional<EventLogSettings> eventLog = section.isPresent()
                ? Optional.of(new EventLogReader(paths, problems).read(section.get())) : Optional.empty();
        return new Site(new ManagerSpec(values, eventLog), new ClientSpec(values, configurationFile),
                values.of(Option.For.PROGRAM), options.entries(), runners(values));
    }

    /** Whether the control socket's name is the one meant, if the whole file was or was not understood. */
    boolean socketIsKnown(boolean whole) {
        return socketSound && (socketGiven || whole);
    }

    /** What the command line says of a program would be said of which? */
    private void refuseOptionsOfOneProgram() {
        for (OptionValue given : commandLine) {
            Option option = given.option();
            String key = option.key().orElse("");
            if (option.audience() == Option.For.PROGRAM && !SectionType.MANAGER.keys().contains(key)) {
                problems.structure(given.asWritten() + " is for one program, and the file has a <manager> section; use -X "
                        + "NAME/" + key + "=VALUE", new Provenance.CommandLine(given.asWritten()));
            }
        }
    }

    private List<Runner> runners(Values ofManager) {
        Section none = new Section("defaults", "", document.origin());
        RunnerReader reader = new RunnerReader(document.section("defaults").orElse(none), document.section("environment"),
                ofManager, types, problems);
        List<Runner> runners = new ArrayList<>();
        Map<String, Section> sections = new LinkedHashMap<>();
        for (Node node : document.nodes()) {
            if (node instanceof Section section && section.type().equalsIgnoreCase("runner") && named(section, sections)) {
                sections.put(Program.key(section.name()), section);
                runners.add(reader.read(section));
            }
        }
        List<Program> programs = new ArrayList<>();
        for (Runner runner : runners) {
            programs.add(runner.program());
        }
        if (isAnyBoundToOthers(programs)) {
            for (Fault fault : Roster.faults(programs)) {
                report(fault, sections, reader);
            }
        }
        return runners;
    }

    /** Names and numbers have been looked at: what is left are dependencies. */
    private static boolean isAnyBoundToOthers(List<Program> programs) {
        for (Program program : programs) {
            if (!program.needs().isEmpty() || !program.after().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private boolean named(Section section, Map<String, Section> others) {
        String name = section.name();
        if (name.isEmpty()) {
            problems.structure("a <runner> needs a name beside a <manager> section; write <runner NAME>", section.origin());
            return false;
        }
        if (!Program.isValidName(name)) {
            problems.structure(new Fault.BadName(name).message(), section.origin());
            return false;
        }
        Section other = others.get(Program.key(name));
        if (other != null) {
            String first = other.origin() instanceof InFile place
                    ? " (line " + place.line() + " in " + place.url() + ")" : "";
            problems.structure(new Fault.Duplicate(other.name()).message() + first, section.origin());
        }
        return other == null;
    }

    private void report(Fault fault, Map<String, Section> sections, RunnerReader reader) {
        Section section = sections.get(Program.key(fault.program()));
        switch (fault) {
            case Fault.Unknown(_, String key, String name) -> {
                List<String> known = new ArrayList<>();
                sections.values().forEach(each -> known.add(each.name()));
                Optional<String> nearest = Suggestion.nearest(name, known);
                problems.structure(fault.message() + (nearest.isPresent() ? "; did you mean '" + nearest.get() + "'?" : ""),
                        reader.origin(section, key));
            }
            case Fault.Cycle(List<Fault.Edge> path) ->
                    problems.structure(fault.message(), reader.origin(section, path.getFirst().key()));
            case Fault.BadName _, Fault.Duplicate _, Fault.BadInstances _ ->
                    problems.structure(fault.message(), section.origin());
        }
    }
}
