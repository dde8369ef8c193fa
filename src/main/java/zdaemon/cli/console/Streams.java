package zdaemon.cli.console;

import zdaemon.posix.Fd;
import zdaemon.posix.PlainText;

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
            err.line(PlainText.lines(text));
            err.flush();
        } catch (Output.Closed e) {
            return;
        }
    }
}
