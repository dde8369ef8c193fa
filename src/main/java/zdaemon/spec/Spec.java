package zdaemon.spec;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one of those who need something needs of all that was configured. A value is asked for by its option, with the method that the
 * option's {@link Option.Kind} names; what was not configured has the table's default.
 */
public sealed interface Spec permits ProgramSpec, ManagerSpec, Spec.ClientSpec, Spec.FleetSpec {

    /** {@return the values, of options that are for this one alone} */
    Values values();

    /** {@return whether it is on} */
    default boolean flag(Option option) {
        return (Boolean) values().get(option);
    }

    /** {@return a number, such as seconds or a mask} */
    default int number(Option option) {
        return (Integer) values().get(option);
    }

    /** {@return the text, the default if there was none} */
    default String text(Option option) {
        return (String) values().get(option);
    }

    /** {@return the text, for an option that may be absent} */
    default Optional<String> find(Option option) {
        return values().find(option);
    }

    /** {@return the words, unmodifiable; none when it is absent} */
    @SuppressWarnings("unchecked")
    default List<String> words(Option option) {
        return (List<String>) values().get(option);
    }

    /** {@return the numbers, unmodifiable, in the order given} */
    @SuppressWarnings("unchecked")
    default Set<Integer> numbers(Option option) {
        return (Set<Integer>) values().get(option);
    }

    /** {@return what was chosen of the constants of the option's row} */
    default <E extends Enum<E>> E choice(Option option, Class<E> of) {
        return of.cast(values().get(option));
    }

    /**
     * What the client that is being run was configured with, beyond what it hands to a manager.
     *
     * @param values            of the options that are {@link Option.For#CLIENT}
     * @param configurationFile the file's path, absolute; empty when there is none
     */
    record ClientSpec(Values values, Optional<String> configurationFile) implements Spec {

        /** Takes what is a client's of the values. */
        public ClientSpec {
            values = values.of(Option.For.CLIENT);
        }
    }

    /**
     * What the fleet must know of one of many programs.
     *
     * @param values of the options that are {@link Option.For#FLEET}
     */
    record FleetSpec(Values values) implements Spec {

        /** Takes what is the fleet's of the values. */
        public FleetSpec {
            values = values.of(Option.For.FLEET);
        }
    }
}
