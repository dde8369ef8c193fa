package zdaemon.config;

import zdaemon.spec.FullPolicy;
import zdaemon.spec.StopScope;

/**
 * The constants of an enumeration, spelled as in the file: in any letter case, and with a hyphen where Java has an
 * underscore.
 */
final class Choice<E extends Enum<E>> implements Type<E> {
    /** {@code block} or {@code drop}. */
    static final Type<FullPolicy> FULL_POLICY = new Choice<>(FullPolicy.values(), "neither block nor drop");

    /** {@code program}, {@code group} or {@code all}. */
    static final Type<StopScope> STOP_SCOPE = new Choice<>(StopScope.values(), "neither program, group nor all");

    private final E[] constants;
    private final String complaint;

    /**
     * @param constants what there is to choose from
     * @param complaint what any other text is said to be: {@code neither block nor drop}
     */
    Choice(E[] constants, String complaint) {
        this.constants = constants;
        this.complaint = complaint;
    }

    /** How the file spells it, in lower case. */
    static String word(Enum<?> constant) {
        return Text.lower(constant.name()).replace('_', '-');
    }

    @Override
    public E read(String text) throws BadValue {
        String lower = Text.lower(Text.trim(text));
        for (E constant : constants) {
            if (word(constant).equals(lower)) {
                return constant;
            }
        }
        throw BadValue.of(complaint, text);
    }
}
