package zdaemon.config;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import zdaemon.config.Parser.Malformed;

/**
 * The lines of a file, decoded one by one as strict UTF-8 so that a broken byte has a line number. Only a line feed
 * ends a line; the carriage return before it is white space, which is dropped anyway.
 */
final class Lines {
    private final byte[] bytes;
    private int next;
    private int from;
    private int to;
    private int number;

    Lines(byte[] bytes) {
        this.bytes = bytes;
        this.next = startsWithByteOrderMark() ? 3 : 0;
    }

    private boolean startsWithByteOrderMark() {
        return bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
    }

    /** Goes to the next line. */
    boolean advance() {
        if (next >= bytes.length) {
            return false;
        }
        from = next;
        to = from;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        next = to + 1;
        number++;
        return true;
    }

    /** The current line's number, from 1. */
    int number() {
        return number;
    }

    /** The current line without white space at its ends. */
    String text() throws Malformed {
        boolean ascii = true;
        for (int i = from; i < to; i++) {
            if (bytes[i] <= 0) {
                if (bytes[i] == 0) {
                    throw new Malformed("NUL characters are not allowed");
                }
                ascii = false;
            }
        }
        // ASCII needs no decoder, and nearly all lines are.
        return Text.trim(ascii ? new String(bytes, from, to - from, StandardCharsets.ISO_8859_1) : decoded());
    }

    private String decoded() throws Malformed {
        ByteBuffer line = ByteBuffer.wrap(bytes, from, to - from);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
        } catch (CharacterCodingException broken) {
            throw new Malformed("not valid UTF-8 at byte " + (line.position() - from + 1) + " of the line");
        }
    }
}
