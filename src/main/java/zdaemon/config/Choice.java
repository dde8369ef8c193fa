package zdaemon.config;

import zdaemon.spec.Option;

/**
 * The constants of an enumeration, spelled as in the file: in any letter case, and with a hyphen where Java has an
 * underscore.
 */
final class Choice<E extends Enum<E>> implements Type<E> {
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

    @Override
    public E read(String text) throws BadValue {
        String lower = Text.lower(Text.trim(text));
        for (E constant : constants) {
            if (Option.word(constant).equals(lower)) {
                return constant;
            }
        }
        throw BadValue.of(complaint, text);
    }
}
