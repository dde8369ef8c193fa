package zdaemon.posix;

import java.util.ArrayList;
import java.util.List;

/** Run by {@link ProcessTextTest}: shows its arguments and environment, bytes beyond ASCII as such. */
final class TextProbe {
    private TextProbe() {}

    /** Runs the probe. */
    public static void main(String[] arguments) {
        System.out.println(shown(Arguments.exact(arguments)));
        System.out.println(shown(Environment.entries()));
    }

    private static List<String> shown(List<String> texts) {
        List<String> shown = new ArrayList<>();
        for (String text : texts) {
            StringBuilder line = new StringBuilder();
            for (byte b : NativeString.encode(text)) {
                line.append(b < 0 ? String.format("\\x%02x", b & 0xFF) : Character.toString(b));
            }
            shown.add(line.toString());
        }
        return shown;
    }
}
