package zdaemon.config;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import zdaemon.config.Parser.Malformed;

/**
 * The {@code file:} URLs that name files in messages, after {@code -C} and in {@code %include}. A byte of a path that
 * is not UTF-8 is a lone surrogate U+DC80–U+DCFF in the string and itself again in the URL.
 */
final class FileUrl {

    private FileUrl() {
    }

    /** The URL of an absolute path. */
    static String of(String path) {
        StringBuilder url = new StringBuilder("file://");
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (Text.isNamePart(c) || c == '/' || c == '.' || c == '-' || c == '~') {
                url.append(c);
            } else {
                i += percent(url, path, i);
            }
        }
        return url.toString();
    }

    /** Appends one character in percent notation; returns 1 when it took a second half. */
    private static int percent(StringBuilder url, String path, int at) {
        char c = path.charAt(at);
        if (isByte(c)) {
            appendByte(url, c - 0xdc00);
            return 0;
        }
        int point = path.codePointAt(at);
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            appendByte(url, b);
        }
        return Character.charCount(point) - 1;
    }

    private static void appendByte(StringBuilder url, int b) {
        url.append('%').append(digit(b >> 4)).append(digit(b));
    }

    private static char digit(int value) {
        return Character.toUpperCase(Character.forDigit(value & 0xf, 16));
    }

    static boolean isByte(char c) {
        return c >= 0xdc80 && c <= 0xdcff;
    }

    /** The path that a path or {@code file:} URL names. */
    static String path(String text) throws Malformed {
        if (text.regionMatches(true, 0, "file:", 0, 5)) {
            return unpacked(text);
        }
        int scheme = text.indexOf("://");
        if (scheme > 0 && isScheme(text.substring(0, scheme))) {
            throw new Malformed("only paths and file: URLs can be read, not " + Quoted.of(text));
        }
        return text;
    }

    private static boolean isScheme(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Text.isNamePart(c) && c != '+' && c != '.' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static String unpacked(String url) throws Malformed {
        String rest = url.substring(5);
        if (rest.startsWith("//")) {
            int slash = rest.indexOf('/', 2);
            String host = rest.substring(2, slash < 0 ? rest.length() : slash);
            if (slash < 0 || (!host.isEmpty() && !host.equalsIgnoreCase("localhost"))) {
                throw new Malformed("not a URL of a file on this machine: " + Quoted.of(url));
            }
            rest = rest.substring(slash);
        }
        return rest.indexOf('%') < 0 ? rest : unescaped(rest, url);
    }

    private static String unescaped(String path, String url) throws Malformed {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (c == '%') {
                int value = i + 2 < path.length() ? hex(path.charAt(i + 1), path.charAt(i + 2)) : -1;
                if (value <= 0) {
                    throw new Malformed("not a valid file: URL: " + Quoted.of(url));
                }
                bytes.write(value);
                i += 2;
            } else if (isByte(c)) {
                bytes.write(c - 0xdc00);
            } else {
                int point = path.codePointAt(i);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(point) - 1;
            }
        }
        return decoded(bytes.toByteArray());
    }

    private static int hex(char high, char low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 || high > 'f' || low > 'f' ? -1 : h << 4 | l;
    }

    private static String decoded(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        for (CoderResult result = decoder.decode(in, out, true); result.isError();
                result = decoder.decode(in, out, true)) {
            for (int i = 0; i < result.length(); i++) {
                out.put((char) (0xdc00 + (in.get() & 0xff)));
            }
            decoder.reset();
        }
        return out.flip().toString();
    }
}
