package zdaemon.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Site.Runner;
import zdaemon.config.Type.BadValue;
import zdaemon.core.fleet.Program;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Spec.ClientSpec;
import zdaemon.spec.Spec.FleetSpec;
import zdaemon.spec.Values;

/**
 * Reads one {@code <runner NAME>}: what it says itself wins over {@code <defaults>}. With {@code instances}, the places of
 * {@code {instance}} and {@code {name}} are filled for each one.
 */
final class RunnerReader {
    /** What a runner may say, in the order of the table. */
    private static final List<Option> OPTIONS = options();
    private static final List<Entry> DEFAULTS = defaults();
    private static final Map<String, Integer> PLACES = places();
    private static final int INSTANCES = OPTIONS.indexOf(Option.INSTANCES);
    private static final int LOGFILE = OPTIONS.indexOf(Option.LOGFILE);
    private static final List<Option> WITH_PLACES = List.of(Option.PROGRAM, Option.DIRECTORY, Option.TRANSCRIPT);

    private final Section defaults;
    private final Optional<Section> environment;
    private final Values ofManager;
    private final OptionTypes types;
    private final Problems problems;

    RunnerReader(Section defaults, Optional<Section> environment, Values ofManager, OptionTypes types, Problems problems) {
        this.defaults = defaults;
        this.environment = environment;
        this.ofManager = ofManager;
        this.types = types;
        this.problems = problems;
    }

    Runner read(Section section) {
        Section merged = merged(section);
        Key[] present = present(merged);
        Optional<Integer> instances = present[INSTANCES] == null ? Optional.empty()
                : new OptionReader(List.of(), merged, new Problems()).find(Option.INSTANCES, Types.INSTANCES);
        OptionReader reader = new OptionReader(List.of(), merged, problems);
        Values values = Values.none();
        List<Key> open = new ArrayList<>(2);
        List<Entry> entries = new ArrayList<>(DEFAULTS);
        for (int i = 0; i < present.length; i++) {
            Key key = present[i];
            if (key == null) {
                continue;
            }
            Option option = OPTIONS.get(i);
            boolean places = instances.isPresent() && WITH_PLACES.contains(option)
                    && key.value().isPresent() && hasPlaces(key.value().get());
            Type<?> type = places ? Types.TEXT : type(option, merged);
            Optional<?> value = reader.find(option, type);
            entries.set(i, reader.entries().getLast());
            if (places) {
                open.add(key);
            } else if (value.isPresent()) {
                values = values.with(option, value.get());
            }
        }
        List<Entry> variables = variables(section);
        FleetSpec fleet = new FleetSpec(values);
        return new Runner(program(section.name(), instances, fleet), fleet,
                members(section.name(), instances, values, open, merged, variables), entries, variables,
                present[LOGFILE] == null ? Optional.empty()
                        : new ClientSpec(values, Optional.empty()).find(Option.LOGFILE));
    }

    private static List<Option> options() {
        List<Option> options = new ArrayList<>();
        for (Option option : Option.values()) {
            if (option.key().isPresent() && option.kind() != Option.Kind.IGNORED
                    && SectionType.NAMED_RUNNER.keys().contains(option.key().get())) {
                options.add(option);
            }
        }
        return options;
    }

    private static List<Entry> defaults() {
        List<Entry> entries = new ArrayList<>();
        for (Option option : OPTIONS) {
            entries.add(new Entry(option.key().orElseThrow(), option.fallback().orElse(""), new Provenance.Default()));
        }
        return entries;
    }

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (Option option : OPTIONS) {
            places.put(option.key().orElseThrow(), places.size());
        }
        return places;
    }

    /** The keys that there are, in the order of the options: mostly few, and there may be a thousand runners. */
    private static Key[] present(Section merged) {
        Key[] present = new Key[OPTIONS.size()];
        for (Node node : merged.nodes()) {
            if (node instanceof Key key) {
                Integer place = PLACES.get(Text.lower(key.name()));
                if (place != null && present[place] == null) {
                    present[place] = key;
                }
            }
        }
        return present;
    }

    /** Where a key of a runner stands; where the runner does if nobody said it. */
    Provenance origin(Section section, String key) {
        Optional<Key> found = merged(section).key(key);
        return found.isPresent() ? found.get().origin() : section.origin();
    }

    private Section merged(Section section) {
        Section merged = new Section(section.type(), section.name(), section.origin());
        merged.nodes().addAll(section.nodes());
        for (Node node : defaults.nodes()) {
            if (node instanceof Key key && section.key(key.name()).isEmpty()) {
                merged.nodes().add(key);
            }
        }
        return merged;
    }

    private Type<?> type(Option option, Section merged) {
        if (option == Option.PROGRAM && SettingsReader.shellWords(merged)) {
            return ShellWords.COMMAND;
        }
        return option == Option.DIRECTORY ? directory() : types.of(option);
    }

    /** A relative directory begins in the manager's. */
    @SuppressWarnings("unchecked")
    private Type<String> directory() {
        Type<String> type = (Type<String>) types.of(Option.DIRECTORY);
        Optional<String> base = new ProgramSpec(ofManager, Map.of()).find(Option.DIRECTORY);
        return new Type<>() {
            @Override
            public String read(String text) throws BadValue {
                boolean relative = !text.isEmpty() && text.charAt(0) != '/' && text.charAt(0) != '~';
                return type.read(relative && base.isPresent() ? base.get() + "/" + text : text);
            }
        };
    }

    private static Program program(String name, Optional<Integer> instances, FleetSpec of) {
        return new Program(name, instances.isPresent() ? OptionalInt.of(instances.get()) : OptionalInt.empty(),
                of.words(Option.NEEDS), of.words(Option.AFTER), of.flag(Option.ONESHOT), of.flag(Option.AUTOSTART),
                of.flag(Option.ESSENTIAL));
    }

    private List<ProgramSpec> members(String name, Optional<Integer> instances, Values values, List<Key> open,
            Section merged, List<Entry> variables) {
        boolean places = instances.isPresent()
                && (!open.isEmpty() || variables.stream().anyMatch(variable -> hasPlaces(variable.text())));
        if (!places) {
            return Collections.nCopies(instances.orElse(1), new ProgramSpec(values, map(variables, "", 0)));
        }
        List<ProgramSpec> members = new ArrayList<>();
        for (int number = 1; number <= instances.get(); number++) {
            Values own = values;
            for (Key key : open) {
                Option option = Option.ofKey(Text.lower(key.name())).orElseThrow();
                try {
                    own = own.with(option, type(option, merged).read(filled(key.value().orElse(""), name, number)));
                } catch (BadValue wrong) {
                    // The others would say the same.
                    problems.value(wrong.getMessage(), key.origin());
                    return List.of(new ProgramSpec(values, Map.of()));
                }
            }
            members.add(new ProgramSpec(own, map(variables, name, number)));
        }
        return members;
    }

    private static Map<String, String> map(List<Entry> variables, String name, int number) {
        Map<String, String> map = new LinkedHashMap<>();
        for (Entry variable : variables) {
            map.put(variable.name(), number == 0 ? variable.text() : filled(variable.text(), name, number));
        }
        return Collections.unmodifiableMap(map);
    }

    /** Those for all, and the runner's own, which win. */
    private List<Entry> variables(Section section) {
        Optional<Section> own = section.section("environment");
        if (own.isEmpty() && environment.isEmpty()) {
            return List.of();
        }
        Map<String, Entry> found = new LinkedHashMap<>();
        for (Optional<Section> from : List.of(environment, own)) {
            for (Node node : from.isPresent() ? from.get().nodes() : List.<Node>of()) {
                if (node instanceof Key key) {
                    found.put(key.name(), new Entry(key.name(), key.value().orElse(""), key.origin()));
                }
            }
        }
        return List.copyOf(found.values());
    }

    static boolean mayHavePlaces(String key) {
        Optional<Option> option = Option.ofKey(key);
        return option.isPresent() && WITH_PLACES.contains(option.get());
    }

    private static boolean hasPlaces(String text) {
        return text.contains("{instance}") || text.contains("{name}");
    }

    static String filled(String text, String name, int number) {
        return text.replace("{instance}", Integer.toString(number)).replace("{name}", name);
    }
}
