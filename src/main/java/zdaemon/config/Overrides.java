package zdaemon.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Configuration.Provenance.Overridden;
import zdaemon.config.ConfigurationLoader.OptionValue;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;

/**
 * Applies {@code -X section/key=value} to the tree, before the schema looks at it. A step of the path is a section's
 * name or type; a section that the file lacks comes into being, so that what is wrong with the path is told as for a
 * file. The first override of a key puts away all that the file says for it, further ones add to it: for a key that may
 * be repeated that is a new list, for any other a conflict unless they say the same. The value is taken as it is:
 * {@code $} belongs to the shell here.
 *
 * <p>Source: behaviour §1.
 */
final class Overrides {
    private final Problems problems;
    private final Set<String> begun = new HashSet<>();

    Overrides(Problems problems) {
        this.problems = problems;
    }

    /** Applies one override to a document. */
    void apply(OptionValue option, Section document) {
        String text = option.text();
        int equals = text.indexOf('=');
        int slash = equals < 0 ? -1 : text.lastIndexOf('/', equals);
        if (slash <= 0 || slash + 1 == equals) {
            refuse(option, "write section/key=value");
            return;
        }
        Overridden origin = new Overridden(text);
        String path = text.substring(0, slash);
        Section section = document;
        for (String step : steps(path)) {
            Optional<Section> inner = step.isEmpty() ? Optional.empty() : step(section, step, origin);
            if (inner.isEmpty()) {
                refuse(option, Quoted.of(step) + " does not name one section; give each a name of its own");
                return;
            }
            section = inner.get();
        }
        String value = text.substring(equals + 1);
        put(section, new Key(text.substring(slash + 1, equals), Optional.of(value), origin), path);
    }

    private void refuse(OptionValue option, String reason) {
        problems.structure("invalid value for " + option.asWritten() + " " + Quoted.of(option.text()) + ": " + reason,
                new Provenance.CommandLine(option.asWritten()));
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        for (int to = path.indexOf('/'); to >= 0; to = path.indexOf('/', from)) {
            steps.add(path.substring(from, to));
            from = to + 1;
        }
        steps.add(path.substring(from));
        return steps;
    }

    /** The section of that name, or else of that type, or else a new one; empty when there are several. */
    private static Optional<Section> step(Section section, String step, Overridden origin) {
        List<Section> named = new ArrayList<>();
        List<Section> typed = new ArrayList<>();
        for (Node node : section.nodes()) {
            if (node instanceof Section inner) {
                if (inner.name().equalsIgnoreCase(step)) {
                    named.add(inner);
                } else if (inner.type().equalsIgnoreCase(step)) {
                    typed.add(inner);
                }
            }
        }
        List<Section> found = named.isEmpty() ? typed : named;
        if (found.isEmpty()) {
            Section created = new Section(step, "", origin);
            section.nodes().add(created);
            return Optional.of(created);
        }
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private void put(Section section, Key key, String path) {
        String name = isEnvironment(section) ? key.name() : Text.lower(key.name());
        boolean first = begun.add(Text.lower(path) + "/" + name);
        for (int i = section.nodes().size() - 1; i >= 0; i--) {
            if (section.nodes().get(i) instanceof Key other && sameName(section, key, other)) {
                if (first) {
                    section.nodes().remove(i);
                } else if (other.value().equals(key.value())) {
                    return;
                } else if (!repeats(section, name)) {
                    problems.structure("conflicting command line option '-X'", key.origin());
                    return;
                }
            }
        }
        section.nodes().add(key);
    }

    private static boolean repeats(Section section, String name) {
        Optional<SectionType> type = SectionType.of(section.type());
        return type.isPresent() && type.get().repeats(name);
    }

    private static boolean sameName(Section section, Key one, Key other) {
        return isEnvironment(section) ? one.name().equals(other.name()) : one.name().equalsIgnoreCase(other.name());
    }

    private static boolean isEnvironment(Section section) {
        return section.type().equalsIgnoreCase(SectionType.ENVIRONMENT.type());
    }
}
