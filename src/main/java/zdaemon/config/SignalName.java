package zdaemon.config;

import java.util.List;
import zdaemon.config.Type.BadValue;

/** What signals are called. Which numbers they have is the machine's business, and not known here. */
final class SignalName {
    private static final int HIGHEST = 64;
    private static final List<String> NAMES = List.of("HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL",
            "USR1", "SEGV", "USR2", "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU",
            "URG", "XCPU", "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "POLL", "PWR", "SYS", "RTMIN", "RTMAX");

    private SignalName() {
    }

    /** The name without {@code SIG}, in upper case, or the number. */
    static String of(String text) throws BadValue {
        String name = Text.trim(text);
        if (isNumber(name)) {
            long number = Text.integer(name, "not a signal", text);
            if (number >= 1 && number <= HIGHEST) {
                return Long.toString(number);
            }
        }
        StringBuilder upper = new StringBuilder();
        for (char c : Text.lower(name).toCharArray()) {
            upper.append(c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c);
        }
        String plain = upper.toString().startsWith("SIG") ? upper.substring("SIG".length()) : upper.toString();
        if (!NAMES.contains(plain)) {
            throw BadValue.of("not a signal's name or number", text);
        }
        return plain;
    }

    private static boolean isNumber(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c < '0' || c > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
