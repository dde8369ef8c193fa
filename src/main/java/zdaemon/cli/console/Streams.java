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

    /** Writes a line of complaint, after all answers so far. Who cannot be told has closed that stream: so be it. */
    public void complain(String line) {
        out.flush();
        try {
            err.line(line);
            err.flush();
        } catch (Output.Closed e) {
            return;
        }
    }
}
