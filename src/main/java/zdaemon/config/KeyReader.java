package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.Node.Key;
import zdaemon.config.Node.Section;
import zdaemon.config.Type.BadValue;

/** Reads typed values out of one section. A value that cannot be converted is reported and counts as absent. */
final class KeyReader {
    private final Section section;
    private final Problems problems;

    KeyReader(Section section, Problems problems) {
        this.section = section;
        this.problems = problems;
    }

    <T> T read(String key, Type<T> type, T fallback) {
        return read(key, type).orElse(fallback);
    }

    <T> Optional<T> read(String key, Type<T> type) {
        Optional<Key> found = section.key(key);
        return found.isEmpty() ? Optional.empty() : convert(found.get(), type, problems);
    }

    /** As {@link #read(String, Type)}, for a key that says nothing when its value is empty: old files have such. */
    <T> Optional<T> readIfAny(String key, Type<T> type) {
        Optional<Key> found = section.key(key);
        return found.isEmpty() || found.get().value().equals(Optional.of("")) ? Optional.empty()
                : convert(found.get(), type, problems);
    }

    /** All values of a key that may be repeated. */
    <T> List<T> readAll(String name, Type<T> type) {
        List<T> values = new ArrayList<>();
        for (Node node : section.nodes()) {
            if (node instanceof Key key && key.name().equalsIgnoreCase(name)) {
                Optional<T> value = convert(key, type, problems);
                if (value.isPresent()) {
                    values.add(value.get());
                }
            }
        }
        return List.copyOf(values);
    }

    /** The value of a key; empty when it has none, or none that will do, which is reported. */
    static <T> Optional<T> convert(Key key, Type<T> type, Problems problems) {
        if (key.value().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(type.read(key.value().get()));
        } catch (BadValue wrong) {
            problems.value(wrong.getMessage(), key.origin());
            return Optional.empty();
        } catch (OutOfMemoryError tooMuch) {
            problems.tooLarge(key.origin());
            return Optional.empty();
        }
    }

    /** Reports that a value does not go together with the rest of its section. */
    void refuse(String key, String message) {
        Optional<Key> found = section.key(key);
        problems.value(message, found.isPresent() ? found.get().origin() : section.origin());
    }
}
