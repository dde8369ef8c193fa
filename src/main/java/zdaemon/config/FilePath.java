package zdaemon.config;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths as strings. A byte of a path that is not UTF-8 is a lone surrogate U+DC80–U+DCFF in the string.
 */
final class FilePath {

    private FilePath() {
    }

    /**
     * Absolute against a directory; {@code .} and doubled slashes are gone, {@code ..} stays, since links make it
     * matter.
     */
    static String absolute(String path, String directory) {
        StringBuilder out = new StringBuilder();
        for (String step : steps(path.startsWith("/") ? path : directory + "/" + path)) {
            out.append('/').append(step);
        }
        return out.isEmpty() ? "/" : out.toString();
    }

    /** The same with {@code ..} resolved by the names alone: good for telling that two paths look alike. */
    static String collapsed(String absolute) {
        List<String> kept = new ArrayList<>();
        for (String step : steps(absolute)) {
            if (!step.equals("..")) {
                kept.add(step);
            } else if (!kept.isEmpty()) {
                kept.removeLast();
            }
        }
        return "/" + String.join("/", kept);
    }

    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        int from = 0;
        while (from <= path.length()) {
            int to = path.indexOf('/', from);
            to = to < 0 ? path.length() : to;
            String step = path.substring(from, to);
            if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
            from = to + 1;
        }
        return steps;
    }

    /** The folder that a path stands in, as dirname(1) has it. */
    static String parent(String path) {
        int end = path.length();
        while (end > 1 && path.charAt(end - 1) == '/') {
            end--;
        }
        int slash = path.lastIndexOf('/', end - 1);
        if (slash < 0 || (end == 1 && slash == 0)) {
            return slash < 0 ? "." : "/";
        }
        while (slash > 0 && path.charAt(slash - 1) == '/') {
            slash--;
        }
        return slash == 0 ? "/" : path.substring(0, slash);
    }

    /** How many bytes the kernel sees. */
    static int byteLength(String path) {
        int bytes = 0;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c < 0x80 || FileUrl.isByte(c)) {
                bytes++;
            } else if (c < 0x800) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c) && i + 1 < path.length()
                    && Character.isLowSurrogate(path.charAt(i + 1))) {
                bytes += 4;
                i++;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
