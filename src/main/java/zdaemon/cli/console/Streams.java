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
     * Writes a complaint, after all answers so far. It may quote text of others, which must not control the terminal:
     * control characters other than line ends are shown as escapes. If the stream is closed, the complaint is lost.
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
