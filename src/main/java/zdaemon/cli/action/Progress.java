package zdaemon.cli.action;

import zdaemon.cli.console.Output;
import zdaemon.client.Patience;

/** The sign of life of behaviour §2: a dot a second, then a new line with what came of it. */
final class Progress implements Patience.Ticker {
    private final Output out;

    Progress(Output out) {
        this.out = out;
    }

    @Override
    public void second() {
        out.print(". ");
        out.flush();
    }

    /** Ends the line of dots, even one without any. */
    void end() {
        out.print("\n");
    }

    /** Ends the line of dots and says what came of the wait. */
    void end(String message) {
        end();
        out.line(message);
    }
}
