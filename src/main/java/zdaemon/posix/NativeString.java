package zdaemon.posix;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Text from and for the system, without loss. Bytes are read as UTF-8; a byte {@code 0xNN} that is not valid there
 * becomes the lone surrogate {@code U+DCNN}, which encoding turns back into that byte: what Python calls
 * "surrogateescape", so both tools show and keep the same text.
 */
public final class NativeString {
    private NativeString() {}

    /**
     * Decodes bytes of the system.
     *
     * @param bytes any bytes
     * @return the text; {@link #encode} gives the same bytes again
     */
    public static String decode(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * Decodes a range of bytes of the system.
     *
     * @param bytes any bytes
     */
    public static String decode(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return decodeBeyondAscii(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static String decodeBeyondAscii(byte[] bytes, int from, int to) {
        StringBuilder text = new StringBuilder(to - from);
        int i = from;
        while (i < to) {
            int length = sequenceLength(bytes, i, to);
            if (length == 0) {
                text.append((char) (0xDC00 | (bytes[i++] & 0xFF)));
            } else if (length == 1) {
                text.append((char) bytes[i++]);
            } else {
                int codePoint = bytes[i] & (0xFF >> (length + 1));
                for (int k = 1; k < length; k++) {
                    codePoint = codePoint << 6 | (bytes[i + k] & 0x3F);
                }
                text.appendCodePoint(codePoint);
                i += length;
            }
        }
        return text.toString();
    }

    /** Length of the well-formed sequence (Unicode, table 3-7) that starts here; 0 when there is none. */
    private static int sequenceLength(byte[] bytes, int at, int to) {
        int first = bytes[at] & 0xFF;
        if (first < 0x80) {
            return 1;
        }
        int length = first < 0xC2 || first > 0xF4 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
        if (length == 0 || at + length > to) {
            return 0;
        }
        // The second byte's range rules out overlong forms, surrogates and what lies beyond U+10FFFF.
        int second = bytes[at + 1] & 0xFF;
        int lowest = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
        int highest = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int k = 2; k < length; k++) {
            if ((bytes[at + k] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }

    /**
     * Encodes text for the system.
     *
     * @param text any text; a surrogate that stands alone and is not of {@link #decode}'s making becomes {@code ?}
     * @return its bytes
     */
    public static byte[] encode(String text) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                return encodeBeyondAscii(text);
            }
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] encodeBeyondAscii(String text) {
        byte[] bytes = new byte[text.length() * 3];
        int n = 0;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (c < 0x80) {
                bytes[n++] = (byte) c;
            } else if (c >= 0xDC80 && c <= 0xDCFF) {
                bytes[n++] = (byte) c;
            } else if (c >= 0xD800 && c <= 0xDFFF) {
                bytes[n++] = '?';
            } else if (c < 0x800) {
                bytes[n++] = (byte) (0xC0 | c >> 6);
                bytes[n++] = (byte) (0x80 | (c & 0x3F));
            } else if (c < 0x10000) {
                bytes[n++] = (byte) (0xE0 | c >> 12);
                bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
                bytes[n++] = (byte) (0x80 | (c & 0x3F));
            } else {
                bytes[n++] = (byte) (0xF0 | c >> 18);
                bytes[n++] = (byte) (0x80 | (c >> 12 & 0x3F));
                bytes[n++] = (byte) (0x80 | (c >> 6 & 0x3F));
                bytes[n++] = (byte) (0x80 | (c & 0x3F));
            }
        }
        return Arrays.copyOf(bytes, n);
    }
}
