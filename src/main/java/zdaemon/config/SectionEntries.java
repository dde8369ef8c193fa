package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Configuration.Entry;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;

/** Lists what a correct file says outside the options, for {@code show}. */
final class SectionEntries {

    private SectionEntries() {
    }

    static List<Entry> of(Section document, Optional<Section> eventLog) {
        List<Entry> entries = new ArrayList<>();
        Optional<Section> environment = document.section("environment");
        if (environment.isPresent()) {
            list(environment.get(), "environment", entries);
        }
        if (eventLog.isPresent()) {
            list(eventLog.get(), "eventlog", entries);
        }
        return List.copyOf(entries);
    }

    private static void list(Section section, String path, List<Entry> entries) {
        for (Node node : section.nodes()) {
            if (node instanceof Key key) {
                // What is shown is pasted into tickets; a password should not be.
                String text = key.name().equalsIgnoreCase("smtp-password") && !path.equals("environment")
                        ? "(hidden)" : key.value().orElse("");
                entries.add(new Entry(path + "/" + key.name(), text, key.origin()));
            } else if (node instanceof Section inner) {
                String step = inner.name().isEmpty() ? Text.lower(inner.type()) : inner.name();
                list(inner, path + "/" + step, entries);
            }
        }
    }
}
