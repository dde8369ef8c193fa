package zdaemon.core.fleet;

/**
 * A shell pattern: {@code *}, {@code ?}, {@code [abc]}, {@code [a-z]}, {@code [!a]}. A bracket that is not closed stands
 * for itself. The time it takes is at most the product of the two lengths, whatever the pattern.
 */
final class Glob {
    private final String pattern;

    Glob(String pattern) {
        this.pattern = Program.key(pattern);
    }

    static boolean isPattern(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0 || text.indexOf('[') >= 0;
    }

    boolean matches(String name) {
        String text = Program.key(name);
        int at = 0;
        int part = 0;
        int star = -1;
        int retry = 0;
        while (at < text.length()) {
            if (part < pattern.length() && pattern.charAt(part) == '*') {
                star = part++;
                retry = at;
            } else if (part < pattern.length() && fits(part, text.charAt(at))) {
                part = after(part);
                at++;
            } else if (star >= 0) {
                part = star + 1;
                at = ++retry;
            } else {
                return false;
            }
        }
        while (part < pattern.length() && pattern.charAt(part) == '*') {
            part++;
        }
        return part == pattern.length();
    }

    private boolean fits(int part, char c) {
        char first = pattern.charAt(part);
        int close = first == '[' ? close(part) : -1;
        if (close < 0) {
            return first == '?' || first == c;
        }
        boolean negated = pattern.charAt(part + 1) == '!' || pattern.charAt(part + 1) == '^';
        boolean found = false;
        for (int i = part + (negated ? 2 : 1); i < close; i++) {
            boolean range = i + 2 < close && pattern.charAt(i + 1) == '-';
            found |= range ? pattern.charAt(i) <= c && c <= pattern.charAt(i + 2) : pattern.charAt(i) == c;
            i += range ? 2 : 0;
        }
        return found != negated;
    }

    private int after(int part) {
        int close = pattern.charAt(part) == '[' ? close(part) : -1;
        return close < 0 ? part + 1 : close + 1;
    }

    /** Where the bracket ends that begins here; a closing bracket in the first place belongs to the set. */
    private int close(int open) {
        int from = open + 1;
        if (from < pattern.length() && (pattern.charAt(from) == '!' || pattern.charAt(from) == '^')) {
            from++;
        }
        return pattern.indexOf(']', from + 1);
    }
}
