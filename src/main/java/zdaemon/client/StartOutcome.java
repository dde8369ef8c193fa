package zdaemon.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import zdaemon.posix.NativeString;

/** What became of a manager that was started in the background. */
public sealed interface StartOutcome {

    /** The program runs and is ready. */
    record Ready(int pid) implements StartOutcome {}

    /** The program was running all along, without a manager, and has one again. */
    record Adopted(int pid) implements StartOutcome {}

    /** Another manager got the socket first; ask that one. */
    record SomebodyElse() implements StartOutcome {}

    /**
     * The manager ended, or gave up.
     *
     * @param reason    why, as the manager says; empty when it ended without a word
     * @param lastWords whatever else was said on its standard output and error, a line each
     */
    record GaveUp(String reason, List<String> lastWords) implements StartOutcome {
        /** Whatever is known of the cause, in one line. */
        public String why() {
            return !reason.isEmpty() ? reason : lastWords.isEmpty() ? "it ended without a word" : String.join("; ", lastWords);
        }
    }

    /** The limit passed; the manager goes on. */
    record TookTooLong() implements StartOutcome {}

    /** The user interrupted the wait; the manager goes on. */
    record Interrupted() implements StartOutcome {}

    /**
     * What a manager says while it starts, line by line: {@code started PID}, then {@code ready PID} or {@code failed TEXT};
     * or {@code adopted PID}. Its standard output and error lead here too, so other lines are a runtime's or a library's,
     * worth showing only when the start fails.
     */
    final class Reader {
        private static final String ANOTHER = "Another zdrun is already up using socket ";
        /** Enough for any error of a runtime; a flood is nobody's last words. */
        private static final int MOST_NOISE = 50;

        private final List<String> noise = new ArrayList<>();
        private byte[] rest = {};

        /** Takes bytes; answers the outcome once it is known. */
        Optional<StartOutcome> add(byte[] bytes) {
            byte[] all = new byte[rest.length + bytes.length];
            System.arraycopy(rest, 0, all, 0, rest.length);
            System.arraycopy(bytes, 0, all, rest.length, bytes.length);
            int from = 0;
            for (int at = 0; at < all.length; at++) {
                if (all[at] == '\n') {
                    Optional<StartOutcome> outcome = line(NativeString.decode(all, from, at));
                    if (outcome.isPresent()) {
                        return outcome;
                    }
                    from = at + 1;
                }
            }
            rest = Arrays.copyOfRange(all, from, all.length);
            return Optional.empty();
        }

        private Optional<StartOutcome> line(String line) {
            if (line.startsWith("ready ")) {
                int pid = number(line.substring("ready ".length()));
                if (pid > 0) {
                    return Optional.of(new Ready(pid));
                }
            } else if (line.startsWith("adopted ")) {
                int pid = number(line.substring("adopted ".length()));
                if (pid > 0) {
                    return Optional.of(new Adopted(pid));
                }
            } else if (line.startsWith("failed ")) {
                String reason = line.substring("failed ".length());
                return Optional.of(reason.startsWith(ANOTHER) ? new SomebodyElse() : gaveUp(reason));
            } else if (line.startsWith("started ") && number(line.substring("started ".length())) > 0) {
                return Optional.empty();
            }
            if (noise.size() < MOST_NOISE && !line.isEmpty()) {
                noise.add(line);
            }
            return Optional.empty();
        }

        private static int number(String digits) {
            try {
                return Integer.parseInt(digits);
            } catch (NumberFormatException e) {
                return 0;
            }
        }

        /** The manager closed its report without an outcome. */
        StartOutcome ended() {
            if (rest.length > 0) {
                Optional<StartOutcome> outcome = add(new byte[] {'\n'});
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
            return gaveUp("");
        }

        private StartOutcome gaveUp(String reason) {
            return new GaveUp(reason, List.copyOf(noise));
        }
    }
}
