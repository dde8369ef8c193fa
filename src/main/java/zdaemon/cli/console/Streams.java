package zdaemon.cli.console;

import zdaemon.posix.Fd;

/**
 * The standard streams of one run of the command.
 *
 * @param in  what the interpreter reads
 * @param out answers
 * @param err complaints
 */
public record Streams(Fd in, Output out, Output err) {

    /** {@return the streams of this process} */
    public static Streams standard() {
        return new Streams(Fd.standard(0), Output.to(Fd.standard(1)), Output.to(Fd.standard(2)));
    }

    /**
     * Writes a complaint, after all answers so far. It may tell what others said, who shall not command the terminal: control
     * characters are shown as escapes, but for line ends. Who cannot be told has closed that stream: so be it.
     */
    public void complain(String text) {
        out.flush();
        try {
            err.line(escaped(text, true));
            err.flush();
        } catch (Output.Closed e) {
            return;
        }
    }

    /** A text of somebody else's, such as a process's name, as part of one line. */
    public static String plain(String text) {
        return escaped(text, false);
    }

    private static String escaped(String text, boolean severalLines) {
        int at = 0;
        while (at < text.length() && !isControl(text.charAt(at), severalLines)) {
            at++;
        }
        if (at == text.length()) {
            return text;
        }
        StringBuilder plain = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isControl(c, severalLines)) {
                plain.append(c);
            } else if (c == '\n') {
                plain.append("\\n");
            } else {
                plain.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 0xf, 16));
            }
        }
        return plain.toString();
    }

    private static boolean isControl(char c, boolean severalLines) {
        return (c < ' ' && c != '\t' && !(severalLines && c == '\n')) || (c >= 0x7f && c < 0xa0);
    }
}
