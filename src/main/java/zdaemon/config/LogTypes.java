package zdaemon.config;

import java.util.List;
import zdaemon.config.Type.BadValue;
import zdaemon.config.Type.Choice;
import zdaemon.spec.Handler;
import zdaemon.spec.Handler.Facility;
import zdaemon.spec.Handler.Layout;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.TextEncoding;

/** The types of value that only the event log takes (behaviour §6). For their being classes see {@link Type}. */
final class LogTypes {

    /** A number of bytes: {@code 10}, {@code 64KB}, {@code 5MB}, {@code 1GB}. */
    static final Type<Long> BYTES = new Type<>() {
        @Override
        public Long read(String text) throws BadValue {
            return bytes(text);
        }
    };

    /** A count, 0 for none. */
    static final Type<Integer> COUNT = new Type<>() {
        @Override
        public Integer read(String text) throws BadValue {
            return Text.integer(text, 0, Integer.MAX_VALUE);
        }
    };

    /** A level's name or number. */
    static final Type<Integer> LEVEL = new Type<>() {
        @Override
        public Integer read(String text) throws BadValue {
            return level(text);
        }
    };

    /** An encoding. */
    static final Type<TextEncoding> ENCODING = new Type<>() {
        @Override
        public TextEncoding read(String text) throws BadValue {
            return Encodings.of(text);
        }
    };

    /** The class of a formatter, of which there is one. */
    static final Type<String> FORMATTER = new Type<>() {
        @Override
        public String read(String text) throws BadValue {
            return formatter(text);
        }
    };

    /** The grammar of a format. */
    static final Type<Layout.Style> STYLE = new Choice<>(List.of(Layout.Style.values()), "not a known format style");

    /** When to rotate. */
    static final Type<Rotation.When> WHEN = new Choice<>(List.of(Rotation.When.values()), "not a known time to rotate at");

    /** A syslog facility. */
    static final Type<Facility> FACILITY = new Choice<>(List.of(Facility.values()), "not a known syslog facility");

    /** The method of a request. */
    static final Type<Handler.Method> METHOD = new Choice<>(List.of(Handler.Method.values()), "not a known method (GET or POST)");

    private LogTypes() {
    }

    private static Long bytes(String text) throws BadValue {
        String reason = "not a valid size (use 10, 64KB, 5MB or 1GB)";
        String lower = Text.lower(text);
        int shift = lower.endsWith("kb") ? 10 : lower.endsWith("mb") ? 20 : lower.endsWith("gb") ? 30 : 0;
        long number = Text.integer(text.substring(0, text.length() - (shift > 0 ? 2 : 0)), reason, text);
        if (number < 0) {
            throw BadValue.of(reason, text);
        }
        if (number > Long.MAX_VALUE >> shift) {
            throw BadValue.of("not a size of at most " + Long.MAX_VALUE + " bytes", text);
        }
        return number << shift;
    }

    private static Integer level(String text) throws BadValue {
        return switch (Text.lower(text)) {
            case "critical", "fatal" -> 50;
            case "error" -> 40;
            case "warn", "warning" -> 30;
            case "info" -> 20;
            case "blather" -> 15;
            case "debug" -> 10;
            case "trace" -> 5;
            case "all" -> 1;
            case "notset" -> 0;
            default -> numericLevel(text);
        };
    }

    private static int numericLevel(String text) throws BadValue {
        String reason = "not a valid log level (a name such as info or debug, or 0 to 50)";
        long level = Text.integer(text, reason, text);
        if (level < 0 || level > 50) {
            throw BadValue.of(reason, text);
        }
        return (int) level;
    }

    private static String formatter(String text) throws BadValue {
        if (text.equals("logging.Formatter")) {
            return text;
        }
        throw BadValue.of("not a known formatter (only logging.Formatter exists)", text);
    }
}
