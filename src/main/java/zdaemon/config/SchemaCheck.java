package zdaemon.config;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;

/**
 * Holds a tree against the schema. It goes down only into sections that are where they belong, so its depth is the
 * schema's, whatever the file's.
 */
final class SchemaCheck {
    private final Problems problems;

    SchemaCheck(Problems problems) {
        this.problems = problems;
    }

    void check(Section section, SectionType type) {
        Set<String> seen = new HashSet<>();
        for (Node node : section.nodes()) {
            if (node instanceof Key key) {
                key(key, type, seen);
            } else if (node instanceof Section inner) {
                section(inner, type, seen);
            }
        }
        for (String required : type.required()) {
            if (!seen.contains(required)) {
                problems.missing(required, section.origin());
            }
        }
    }

    private void key(Key key, SectionType type, Set<String> seen) {
        String name = type == SectionType.ENVIRONMENT ? key.name() : Text.lower(key.name());
        if (type == SectionType.ENVIRONMENT) {
            if (!isVariable(name)) {
                problems.structure(Quoted.of(name) + " is not a valid environment variable; write NAME value",
                        key.origin());
                return;
            }
        } else if (!type.keys().contains(name)) {
            problems.structure(Quoted.of(key.name()) + " is not a known key name" + hint(name, type), key.origin());
            return;
        }
        if (!seen.add(name) && !type.repeats(name)) {
            problems.structure(Quoted.of(key.name()) + " does not support multiple values", key.origin());
        }
    }

    /**
     * No {@code =}, which ends a name, and nothing that a key must not hold, since {@code -X} is not parsed as a line.
     */
    private static boolean isVariable(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '=' || c == '(' || c == ')' || Text.isSpace(c)) {
                return false;
            }
        }
        return true;
    }

    private static String hint(String name, SectionType type) {
        if (type == SectionType.DOCUMENT && SectionType.RUNNER.keys().contains(name)) {
            return "; it belongs in <runner>";
        }
        if (type == SectionType.RUNNER && SectionType.NAMED_RUNNER.keys().contains(name)) {
            return "; it needs a <manager> section";
        }
        boolean many = type == SectionType.SITE || type == SectionType.NAMED_RUNNER || type == SectionType.DEFAULTS;
        if (many && SectionType.MANAGER.keys().contains(name)) {
            return "; it belongs in <manager>";
        }
        if (type == SectionType.DEFAULTS && name.equals("program")) {
            return "; it belongs in <runner NAME>";
        }
        if ((type == SectionType.SITE || type == SectionType.MANAGER) && SectionType.NAMED_RUNNER.keys().contains(name)) {
            return "; it belongs in <runner NAME> or <defaults>";
        }
        Optional<String> nearest = Suggestion.nearest(name, type.keys());
        return nearest.isPresent() ? "; did you mean '" + nearest.get() + "'?" : "";
    }

    private void section(Section inner, SectionType outer, Set<String> seen) {
        if (inner.type().equalsIgnoreCase("win32-eventlog")) {
            problems.structure("<win32-eventlog> is not supported on this platform", inner.origin());
            return;
        }
        boolean many = outer == SectionType.SITE || outer == SectionType.NAMED_RUNNER;
        Optional<SectionType> found = SectionType.of(inner.type(), many);
        if (found.isEmpty()) {
            problems.structure("unknown type name: " + Quoted.of(inner.type()), inner.origin());
            return;
        }
        SectionType type = found.get();
        if (!outer.mayHold(type)) {
            String where = outer == SectionType.DOCUMENT || outer == SectionType.SITE ? "outside <eventlog>" : "in <" + outer.type() + ">";
            problems.structure("<" + type.type() + "> is not allowed " + where, inner.origin());
            return;
        }
        if (!seen.add(type.type()) && !type.isHandler() && type != SectionType.NAMED_RUNNER) {
            boolean second = type == SectionType.RUNNER;
            problems.structure(second ? "several <runner> sections need a <manager> section"
                    : Quoted.of(type.type()) + " does not support multiple values", inner.origin());
        }
        check(inner, type);
    }
}
