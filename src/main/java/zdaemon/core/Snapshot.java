package zdaemon.core;

import java.util.HexFormat;
import java.util.Optional;
import zdaemon.core.Phase.Clearing;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;
import zdaemon.core.Readiness.Proving;
import zdaemon.core.Readiness.Ready;
import zdaemon.core.Readiness.Resting;

/**
 * A program's state, in any phase, as one line of text, for a manager of another release in the same process. First the
 * crashes, the age of the last process, the phase and what belongs to it, as release 1.0 wrote and read them; then
 * {@code key=value} words, of which unknown ones are skipped and missing ones have a default. Times are written as distances
 * from now, so that the two need not agree on a clock. A start test that is under way is begun anew.
 */
public final class Snapshot {

    private static final String NEVER = "never";

    private Snapshot() {}

    /** Writes a state down. */
    public static String encode(ProgramState state, long now) {
        StringBuilder text = new StringBuilder();
        text.append(state.backoff()).append(' ');
        text.append(state.birth().isPresent() ? Long.toString(now - state.birth().get().moment()) : NEVER);
        text.append(' ').append(phase(state.phase(), now));
        text.append(" run=").append(state.hasRun() ? 1 : 0);
        text.append(" failure=").append(hex(state.failure()));
        if (state.birth().isPresent()) {
            Birth birth = state.birth().get();
            text.append(" identity=").append(hex(birth.identity()));
            text.append(" started=").append(birth.wallMicros());
            text.append(" adopted=").append(birth.isAdopted() ? 1 : 0);
        }
        return text.toString();
    }

    private static String phase(Phase phase, long now) {
        return switch (phase) {
            case Down() -> "down";
            case Delayed(long until) -> "delayed " + (until - now);
            case Starting() -> "starting";
            case Recalled(Next next) -> "recalled " + next;
            case Spawning(int pid, long deadline) -> "spawning " + pid + " " + (deadline - now);
            case Running(int pid, long since, Readiness readiness) ->
                    "running " + pid + " " + (now - since) + " " + readiness(readiness, now);
            case Stopping(int pid, long killAt, Next next) -> "stopping " + pid + " " + time(killAt, now) + " " + next;
            case Killing(int pid, Next next) -> "killing " + pid + " " + next;
            case Clearing(int pid, Ending ending, long until, boolean killed, Next next) -> "clearing " + pid + " "
                    + time(until, now) + " " + next + " " + (killed ? "killed" : "asked") + " " + ending(ending);
            case Finished(int status) -> "finished " + status;
        };
    }

    private static String readiness(Readiness readiness, long now) {
        return switch (readiness) {
            case Ready() -> "ready";
            case Proving(long until) -> "proving " + (until - now);
            case Readiness.Launching(_), Readiness.Testing(_, _), Resting(_) -> "testing";
        };
    }

    private static String ending(Ending ending) {
        return switch (ending) {
            case Ending.Exited(int status) -> "exited " + status;
            case Ending.Killed(int number, String name, boolean coreDumped) ->
                    (coreDumped ? "dumped " : "killed ") + number + " " + name;
            case Ending.Unknown() -> "unknown";
        };
    }

    private static String time(long time, long now) {
        return time == Phase.NEVER ? NEVER : Long.toString(time - now);
    }

    private static String hex(String text) {
        StringBuilder digits = new StringBuilder(2 * text.length());
        for (int i = 0; i < text.length(); i++) {
            digits.append(HexFormat.of().toHexDigits(text.charAt(i)));
        }
        return digits.toString();
    }

    /**
     * Reads what {@link #encode} gave.
     *
     * @return empty when it is not understood
     */
    public static Optional<ProgramState> decode(ProgramRules rules, String text, long now) {
        try {
            Words words = new Words(text.split(" "), now);
            int backoff = Integer.parseInt(words.next());
            String age = words.next();
            Phase phase = phase(words);
            Optional<Birth> birth = age.equals(NEVER) ? Optional.empty() : Optional.of(new Birth(
                    unhex(words.value("identity", "")), Long.parseLong(words.value("started", "0")),
                    now - Long.parseLong(age), words.value("adopted", "0").equals("1")));
            return Optional.of(new ProgramState(rules, phase, backoff, birth,
                    words.value("run", birth.isPresent() ? "1" : "0").equals("1"),
                    unhex(words.value("failure", ""))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Phase phase(Words words) {
        String name = words.next();
        return switch (name) {
            case "down" -> new Down();
            case "delayed" -> new Delayed(words.time());
            case "starting" -> new Starting();
            case "recalled" -> new Recalled(words.wish());
            case "spawning" -> new Spawning(words.number(), words.time());
            case "running" -> running(words);
            case "stopping" -> new Stopping(words.number(), words.time(), words.wish());
            case "killing" -> new Killing(words.number(), words.wish());
            case "clearing" -> clearing(words);
            case "finished" -> new Finished(words.number());
            default -> throw new IllegalArgumentException(name);
        };
    }

    private static Phase running(Words words) {
        int pid = words.number();
        long since = words.now - Long.parseLong(words.next());
        String readiness = words.next();
        return new Running(pid, since, switch (readiness) {
            case "ready" -> new Ready();
            case "proving" -> new Proving(words.time());
            default -> new Resting(words.now);
        });
    }

    private static Phase clearing(Words words) {
        int pid = words.number();
        long until = words.time();
        Next next = words.wish();
        boolean killed = words.next().equals("killed");
        String how = words.next();
        return new Clearing(pid, switch (how) {
            case "exited" -> new Ending.Exited(words.number());
            case "killed", "dumped" -> new Ending.Killed(words.number(), words.next(), how.equals("dumped"));
            default -> new Ending.Unknown();
        }, until, killed, next);
    }

    private static String unhex(String digits) {
        StringBuilder text = new StringBuilder(digits.length() / 4);
        for (int i = 0; i < digits.length(); i += 4) {
            text.append((char) HexFormat.fromHexDigits(digits, i, i + 4));
        }
        return text.toString();
    }

    /** Words in their order. */
    private static final class Words {
        private final String[] all;
        private final long now;
        private int at;

        Words(String[] all, long now) {
            this.all = all;
            this.now = now;
        }

        String next() {
            return all[at++];
        }

        int number() {
            return Integer.parseInt(next());
        }

        long time() {
            String distance = next();
            return distance.equals(NEVER) ? Phase.NEVER : now + Long.parseLong(distance);
        }

        Next wish() {
            return Next.valueOf(next());
        }

        String value(String key, String unless) {
            for (String word : all) {
                if (word.startsWith(key) && word.startsWith("=", key.length())) {
                    return word.substring(key.length() + 1);
                }
            }
            return unless;
        }
    }
}
