package zdaemon.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import zdaemon.config.Type.BadValue;

/** The types of value that the options take (behaviour §6). */
final class Types {

    /** {@code yes on true no off false} in any letter case. */
    static final Type<Boolean> BOOLEAN = new Type<>() {
        @Override
        public Boolean read(String text) throws BadValue {
            String lower = Text.lower(Text.trim(text));
            if (lower.equals("on") || lower.equals("true") || lower.equals("yes")) {
                return Boolean.TRUE;
            }
            if (lower.equals("off") || lower.equals("false") || lower.equals("no")) {
                return Boolean.FALSE;
            }
            throw BadValue.of("not a valid boolean value", text);
        }
    };

    /** Anything. */
    static final Type<String> TEXT = new Type<>() {
        @Override
        public String read(String text) {
            return text;
        }
    };

    /** Anything that is something. */
    static final Type<String> NOT_EMPTY = new Type<>() {
        @Override
        public String read(String text) throws BadValue {
            if (text.isEmpty()) {
                throw BadValue.sentence("the value must not be empty");
            }
            return text;
        }
    };

    /** Words, perhaps none. */
    static final Type<List<String>> WORDS = new Type<>() {
        @Override
        public List<String> read(String text) {
            return Collections.unmodifiableList(Text.words(text));
        }
    };

    /** Words, at least one. */
    static final Type<List<String>> COMMAND = new Type<>() {
        @Override
        public List<String> read(String text) throws BadValue {
            List<String> words = Text.words(text);
            if (words.isEmpty()) {
                throw BadValue.sentence("the command must not be empty");
            }
            return Collections.unmodifiableList(words);
        }
    };

    /** A time in seconds, never negative. */
    static final Type<Integer> SECONDS = new Type<>() {
        @Override
        public Integer read(String text) throws BadValue {
            return seconds(text);
        }
    };

    /** An octal mask, 0–0777. */
    static final Type<Integer> UMASK = new Type<>() {
        @Override
        public Integer read(String text) throws BadValue {
            return umask(text);
        }
    };

    /** Exit statuses separated by commas; an empty text is an empty list. */
    static final Type<Set<Integer>> EXIT_CODES = new Type<>() {
        @Override
        public Set<Integer> read(String text) throws BadValue {
            return exitCodes(text);
        }
    };

    /** How many instances a program has. */
    static final Type<Integer> INSTANCES = new Type<>() {
        @Override
        public Integer read(String text) throws BadValue {
            long number = Text.integer(Text.trim(text), "not a number", text);
            if (number < 1 || number > 1000) {
                throw BadValue.of("not a number between 1 and 1000", text);
            }
            return (int) number;
        }
    };

    /** A signal's name, in any case and with or without {@code SIG}, or its number. */
    static final Type<String> SIGNAL = new Type<>() {
        @Override
        public String read(String text) throws BadValue {
            return SignalName.of(text);
        }
    };

    private Types() {
    }

    private static Integer seconds(String text) throws BadValue {
        String number = Text.trim(text);
        int unit = number.isEmpty() ? 0 : secondsOf(number.charAt(number.length() - 1));
        if (unit > 0) {
            number = number.substring(0, number.length() - 1);
        }
        String reason = "not a valid time (use 30, 30s, 5m, 2h or 1d)";
        long value = Text.integer(number, reason, text);
        if (value < 0 || value > Integer.MAX_VALUE / Math.max(unit, 1)) {
            throw BadValue.of("not a time between 0 and " + Integer.MAX_VALUE + " seconds", text);
        }
        return (int) value * Math.max(unit, 1);
    }

    /** The seconds of a unit, 0 when it is none. */
    private static int secondsOf(char unit) {
        return switch (unit) {
            case 's', 'S' -> 1;
            case 'm', 'M' -> 60;
            case 'h', 'H' -> 3600;
            case 'd', 'D' -> 86400;
            default -> 0;
        };
    }

    private static Integer umask(String text) throws BadValue {
        String digits = Text.trim(text);
        int at = digits.startsWith("0o") || digits.startsWith("0O") ? 2 : 0;
        int mask = at == digits.length() ? -1 : 0;
        for (; at < digits.length() && mask >= 0; at++) {
            char c = digits.charAt(at);
            mask = c < '0' || c > '7' ? -1 : mask << 3 | c - '0';
            if (mask > 0777) {
                throw BadValue.of("not an octal number between 0 and 777", text);
            }
        }
        if (mask < 0) {
            throw BadValue.of("not a valid octal number", text);
        }
        return mask;
    }

    private static Set<Integer> exitCodes(String text) throws BadValue {
        Set<Integer> codes = new LinkedHashSet<>();
        String rest = Text.trim(text);
        List<String> items = new ArrayList<>();
        int from = 0;
        for (int comma = rest.indexOf(','); comma >= 0; comma = rest.indexOf(',', from)) {
            items.add(rest.substring(from, comma));
            from = comma + 1;
        }
        if (!rest.isEmpty()) {
            items.add(rest.substring(from));
        }
        for (String item : items) {
            long code = Text.integer(item, "not a valid list of exit statuses", text);
            // A negative one is no status, but Python's os.system has them, and old files list it.
            if (code < -255 || code > 255) {
                throw BadValue.of("not a valid exit status (0 to 255)", Text.trim(item));
            }
            codes.add((int) code);
        }
        return Collections.unmodifiableSet(codes);
    }
}
