package zdaemon.config;

import java.util.List;
import zdaemon.spec.Option;

/**
 * A type of value. Implemented by named and anonymous classes: a lambda for each would be spun at run time, and every
 * client command starts with this.
 */
interface Type<T> {

    /** Converts a value. */
    T read(String text) throws BadValue;

    /**
     * A value cannot be converted. In a file that reads {@code not a valid boolean value: 'perhaps'}; on the command
     * line, where the message has quoted the value already, {@code invalid value for -b 'ten': not a valid time}.
     */
    final class BadValue extends Exception {

        private static final long serialVersionUID = 1;

        private final String reason;

        private BadValue(String message, String reason) {
            super(message, null, false, false);
            this.reason = reason;
        }

        /** A reason that says nothing of the value itself. */
        static BadValue of(String reason, String value) {
            return new BadValue(reason + ": " + Quoted.of(value), reason);
        }

        /** A sentence that is complete as it stands. */
        static BadValue sentence(String text) {
            return new BadValue(text, text);
        }

        String reason() {
            return reason;
        }
    }

    /**
     * The constants of an enumeration, spelled as in the file: in any letter case, and with a hyphen where Java has an
     * underscore.
     */
    final class Choice<E extends Enum<?>> implements Type<E> {
        private final List<E> constants;
        private final String complaint;

        /**
         * @param constants what there is to choose from
         * @param complaint what any other text is said to be: {@code not a known method}
         */
        Choice(List<E> constants, String complaint) {
            this.constants = constants;
            this.complaint = complaint;
        }

        /** Any other text is {@code neither block nor drop}. */
        static <E extends Enum<?>> Choice<E> among(List<E> constants) {
            StringBuilder complaint = new StringBuilder("neither ");
            for (int i = 0; i < constants.size(); i++) {
                complaint.append(i == 0 ? "" : i + 1 < constants.size() ? ", " : " nor ").append(Option.word(constants.get(i)));
            }
            return new Choice<>(constants, complaint.toString());
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
}
