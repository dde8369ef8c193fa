package zdaemon.cli.fleet;

import zdaemon.cli.console.Output;
import zdaemon.cli.console.Streams;
import zdaemon.posix.NativeString;

/** Streams for what is said by or about one of many programs: each line begins with its name. */
final class Prefixed {
    /** What has no end by now is no line. */
    private static final int LONGEST_LINE = 1 << 16;

    private Prefixed() {
    }

    /** What an action says about one of them; flush it at the end. Empty lines stay empty. */
    static Streams of(Streams streams, String name) {
        return new Streams(streams.in(), output(streams.out(), name + ": ", false), output(streams.err(), name + ": ", false));
    }

    /**
     * One stream. A line goes on when it is complete.
     *
     * @param always whether empty lines get the beginning, too
     */
    static Output output(Output to, String beginning, boolean always) {
        StringBuilder rest = new StringBuilder();
        return new Output(bytes -> {
            rest.append(NativeString.decode(bytes));
            int from = 0;
            for (int end = rest.indexOf("\n", from); end >= 0; end = rest.indexOf("\n", from)) {
                to.line((end > from || always ? beginning : "") + rest.substring(from, end));
                from = end + 1;
            }
            rest.delete(0, from);
            if (rest.length() > LONGEST_LINE) {
                to.line(beginning + rest);
                rest.setLength(0);
            }
            to.flush();
        });
    }
}
