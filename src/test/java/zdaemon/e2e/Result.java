package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a finished command did. The checks return this, so that they can be chained.
 *
 * @param command what was run, for the messages
 * @param exit    exit status; 128 and the signal's number after a death by signal
 * @param stdout  what it printed
 * @param stderr  what it complained about
 */
public record Result(String command, int exit, byte[] stdout, byte[] stderr) {

    public String out() {
        return new String(stdout, UTF_8);
    }

    public String err() {
        return new String(stderr, UTF_8);
    }

    public Result exits(int status) {
        return check(exit == status, "exit status " + status);
    }

    /** Standard output is exactly that. */
    public Result prints(String text) {
        return check(out().equals(text), "standard output: " + quoted(text));
    }

    /** The whole of standard output matches; the match, for its groups. */
    public Matcher matches(String pattern) {
        Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(out());
        check(matcher.matches(), "standard output that matches " + quoted(pattern));
        return matcher;
    }

    public Result contains(String text) {
        return check(out().contains(text), "standard output with " + quoted(text));
    }

    /** Standard error is exactly that. */
    public Result complains(String text) {
        return check(err().equals(text), "standard error: " + quoted(text));
    }

    public Result complainsAbout(String text) {
        return check(err().contains(text), "standard error with " + quoted(text));
    }

    /** Nothing on standard error. */
    public Result quietly() {
        return complains("");
    }

    /** A usage or configuration error (behaviour §1): its message, the hint, status 2 and nothing else. */
    public Result refuses(String message) {
        return prints("").complains("Error: " + message + "\nFor help, use zdaemon -h\n").exits(2);
    }

    private Result check(boolean met, String wanted) {
        if (!met) {
            throw new AssertionError("wanted: " + wanted + "\n" + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return "$ " + command + "\nexit status: " + exit + "\nstandard output: " + quoted(out())
                + "\nstandard error: " + quoted(err());
    }

    public static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t") + '"';
    }
}
