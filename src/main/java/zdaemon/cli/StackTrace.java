package zdaemon.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** For those who mend zdaemon. */
final class StackTrace {

    private StackTrace() {
    }

    static String of(Throwable e) {
        StringWriter text = new StringWriter();
        e.printStackTrace(new PrintWriter(text, true));
        return text.toString().stripTrailing();
    }
}
