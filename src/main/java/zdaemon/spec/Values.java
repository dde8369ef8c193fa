package zdaemon.spec;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.spec.RecordReader.RecordException;

/**
 * The values of options; one that was not given has the table's default. Immutable. What is inside is what the option's
 * {@link Option.Kind} says: a Boolean, Integer, String, unmodifiable List of words, Set of integers, or a constant.
 */
public final class Values {
    private static final Values NONE = new Values(new Object[Option.values().length]);
    /** The defaults, worked out when they are asked for. */
    private static final Object[] DEFAULTS = new Object[NONE.given.length];
    private static final Option[] OPTIONS = Option.values();

    private final Object[] given;

    private Values(Object[] given) {
        this.given = given;
    }

    /** {@return the defaults} */
    public static Values none() {
        return NONE;
    }

    /**
     * The same with another value.
     *
     * @param value of the option's kind; it is trusted to be
     */
    public Values with(Option option, Object value) {
        Object[] changed = given.clone();
        changed[option.ordinal()] = value;
        return new Values(changed);
    }

    /** {@return those for one audience, and no others} */
    public Values of(Option.For audience) {
        Object[] some = new Object[given.length];
        for (Option option : OPTIONS) {
            if (option.audience() == audience) {
                some[option.ordinal()] = given[option.ordinal()];
            }
        }
        return new Values(some);
    }

    /** {@return whether there is a value, be it the default} */
    public boolean has(Option option) {
        return given[option.ordinal()] != null || option.fallback().isPresent();
    }

    boolean isGiven(Option option) {
        return given[option.ordinal()] != null;
    }

    /** What there is, or an empty text or list where there is nothing. */
    Object get(Option option) {
        Object value = given[option.ordinal()];
        if (value == null) {
            value = DEFAULTS[option.ordinal()];
        }
        if (value == null) {
            value = byDefault(option);
            DEFAULTS[option.ordinal()] = value;
        }
        return value;
    }

    private static Object byDefault(Option option) {
        String text = option.fallback().orElse("");
        if (option.kind() == Option.Kind.OCTAL) {
            return Integer.parseInt(text, 8);
        }
        try {
            return option.form() == Option.Form.WORDS ? List.of() : read(option, text);
        } catch (RecordException e) {
            throw new AssertionError(option.name(), e);
        }
    }

    /** Adds those that were given to a record, each under its key. */
    void write(RecordWriter out) {
        for (Option option : OPTIONS) {
            if (given[option.ordinal()] != null && option.key().isPresent()) {
                write(option.key().get(), given[option.ordinal()], out);
            }
        }
    }

    // Not a switch over types, which would be spun at run time: this is on the way of each start.
    private static void write(String key, Object value, RecordWriter out) {
        if (value instanceof Boolean flag) {
            out.put(key, flag.booleanValue());
        } else if (value instanceof Integer number) {
            out.put(key, number.longValue());
        } else if (value instanceof String text) {
            out.put(key, text);
        } else if (value instanceof List<?> words) {
            for (int i = 0; i < words.size(); i++) {
                out.put(key, (String) words.get(i));
            }
        } else if (value instanceof Set<?> numbers) {
            StringBuilder list = new StringBuilder();
            for (Object number : numbers) {
                list.append(list.isEmpty() ? "" : ",").append(number);
            }
            out.put(key, list.toString());
        } else {
            out.put(key, Option.word((Enum<?>) value));
        }
    }

    /** Reads what {@link #write} wrote; keys that are no option's are skipped. */
    static Values read(RecordReader in) throws RecordException {
        Object[] given = new Object[OPTIONS.length];
        int at = 0;
        for (int i = 0; i < in.size(); i++) {
            // Mostly the same option again, or one of the next: they were written in the order of the table.
            String key = in.key(i);
            for (int tried = 0; tried < OPTIONS.length; tried++) {
                Option option = OPTIONS[at];
                if (option.hasKey(key)) {
                    given[at] = add(option, given[at], in, i);
                    break;
                }
                at = at + 1 < OPTIONS.length ? at + 1 : 0;
            }
        }
        return new Values(given);
    }

    /** Words are taken all at once: one by one, each time into another list, would be quadratic. */
    private static Object add(Option option, Object before, RecordReader in, int i) throws RecordException {
        if (option.form() != Option.Form.WORDS) {
            return read(option, in.value(i));
        }
        return before == null ? in.all(in.key(i)) : before;
    }

    private static Object read(Option option, String text) throws RecordException {
        Option.Form form = option.form();
        if (form == Option.Form.TEXT) {
            return text;
        }
        if (form == Option.Form.FLAG) {
            if (text.equals("on") || text.equals("off")) {
                return text.equals("on");
            }
            throw new RecordException("'" + text + "' is neither on nor off");
        }
        if (form == Option.Form.CHOICE) {
            for (Enum<?> choice : option.choices()) {
                if (Option.word(choice).equals(text)) {
                    return choice;
                }
            }
            throw new RecordException("'" + text + "' is not a known value");
        }
        try {
            return form == Option.Form.NUMBERS ? numbers(text) : Integer.valueOf(text);
        } catch (NumberFormatException e) {
            throw new RecordException("'" + text + "' is no number");
        }
    }

    private static Set<Integer> numbers(String text) {
        Set<Integer> numbers = new LinkedHashSet<>();
        int from = 0;
        while (from < text.length()) {
            int comma = text.indexOf(',', from);
            int to = comma < 0 ? text.length() : comma;
            numbers.add(Integer.parseInt(text, from, to, 10));
            from = to + 1;
        }
        return Collections.unmodifiableSet(numbers);
    }

    Optional<String> find(Option option) {
        return has(option) ? Optional.of((String) get(option)) : Optional.empty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Values values && Arrays.equals(given, values.given);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(given);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Option option : OPTIONS) {
            if (isGiven(option)) {
                text.append(text.isEmpty() ? "" : ", ").append(option.name()).append('=').append(get(option));
            }
        }
        return text.toString();
    }
}
