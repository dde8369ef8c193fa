package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Configuration.Provenance;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Problem.Kind;
import zdaemon.config.Site.Runner;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** What {@code check} says of a configuration that is right, but perhaps not what was meant. */
final class Warnings {
    /** What the manager does for a program in the background only (behaviour §2). */
    private static final List<Option> OF_THE_BACKGROUND =
            List.of(Option.DIRECTORY, Option.UMASK, Option.TRANSCRIPT, Option.TRANSCRIPT_FULL);

    private final Configuration configuration;
    private final List<Problem> warnings = new ArrayList<>();

    private Warnings(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Problem> of(Configuration configuration, boolean socketIsKnown, Section document) {
        Warnings warnings = new Warnings(configuration);
        for (Option option : Option.values()) {
            if (option.kind() == Option.Kind.COMMAND) {
                warnings.quotes(option, configuration.settings().program(), configuration.origin(option));
            }
        }
        if (socketIsKnown) {
            warnings.socket();
        }
        warnings.background();
        warnings.comments(document, SectionType.DOCUMENT);
        return List.copyOf(warnings.warnings);
    }

    /** The same of many programs. */
    static List<Problem> of(Site site, Configuration common, boolean socketIsKnown, Section document) {
        Warnings warnings = new Warnings(common);
        for (Runner runner : site.runners()) {
            for (Entry entry : runner.options()) {
                Optional<Option> option = Option.ofKey(entry.name());
                if (option.isPresent() && option.get().kind() == Option.Kind.COMMAND) {
                    warnings.quotes(option.get(), runner.members().getFirst(), entry.origin());
                }
            }
        }
        if (socketIsKnown) {
            warnings.socket();
        }
        warnings.comments(document, SectionType.SITE);
        return List.copyOf(warnings.warnings);
    }

    private void add(String message, Provenance place) {
        Problem warning = new Problem(message, place, Kind.VALUE);
        // What <defaults> says is said once.
        if (!warnings.contains(warning)) {
            warnings.add(warning);
        }
    }

    private void quotes(Option option, ProgramSpec program, Provenance origin) {
        if (option == Option.PROGRAM && program.flag(Option.SHELL_WORDS)) {
            return;
        }
        for (String word : program.words(option)) {
            if (word.indexOf('\'') >= 0 || word.indexOf('"') >= 0) {
                add(option.key().orElseThrow() + " is split on white space alone; the quotes in " + Quoted.of(word)
                        + " become part of the word", origin);
                return;
            }
        }
    }

    private void socket() {
        String socket = configuration.settings().manager().socket();
        if (!socket.startsWith("/")) {
            add("socket-name " + Quoted.of(socket) + " is relative: each command must be given in the same directory",
                    configuration.origin(Option.SOCKET_NAME));
        }
    }

    private void background() {
        if (configuration.settings().manager().flag(Option.DAEMON)) {
            return;
        }
        for (Option option : OF_THE_BACKGROUND) {
            Provenance origin = configuration.origin(option);
            if (!(origin instanceof Provenance.Default)) {
                add(option.key().orElseThrow() + " has no effect with 'daemon off'", origin);
            }
        }
    }

    /** In {@code <environment>} a value is whatever it is. */
    private void comments(Section section, SectionType type) {
        for (Node node : section.nodes()) {
            if (node instanceof Key key) {
                String value = key.value().orElse("");
                for (int at = value.indexOf('#'); at >= 0; at = value.indexOf('#', at + 1)) {
                    if (at == 0 || Text.isSpace(value.charAt(at - 1))) {
                        add("a comment has a line of its own; " + Quoted.of(value.substring(at)) + " is part of the value of "
                                + Text.lower(key.name()), key.origin());
                        break;
                    }
                }
            } else if (node instanceof Section inner) {
                Optional<SectionType> found = SectionType.of(inner.type(), type == SectionType.SITE);
                if (found.isPresent() && found.get() != SectionType.ENVIRONMENT && type.mayHold(found.get())) {
                    comments(inner, found.get());
                }
            }
        }
    }
}
