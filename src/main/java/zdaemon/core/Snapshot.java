package zdaemon.core;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Phase.Delayed;
import zdaemon.core.Phase.Down;
import zdaemon.core.Phase.Finished;
import zdaemon.core.Phase.Killing;
import zdaemon.core.Phase.Recalled;
import zdaemon.core.Phase.Running;
import zdaemon.core.Phase.Spawning;
import zdaemon.core.Phase.Starting;
import zdaemon.core.Phase.Stopping;
import zdaemon.core.Readiness.Ready;
import zdaemon.core.Readiness.Resting;

/**
 * A program's state as one line of text, for a manager of another release in the same process. Times are written as
 * distances from now, so that the two need not agree on a clock. A start test that is under way is begun anew.
 */
public final class Snapshot {

    private Snapshot() {}

    /**
     * Writes a state down.
     *
     * @param now monotonic nanoseconds
     * @return the words; empty in the moments between the order to start a process and its exec, and after the end
     */
    public static Optional<String> encode(ProgramState state, long now) {
        String phase = phase(state.phase(), now);
        if (phase.isEmpty()) {
            return Optional.empty();
        }
        String started = state.lastStart().isPresent() ? Long.toString(now - state.lastStart().getAsLong()) : "never";
        return Optional.of(state.backoff() + " " + started + " " + phase);
    }

    private static String phase(Phase phase, long now) {
        return switch (phase) {
            case Down() -> "down";
            case Delayed(long until) -> "delayed " + (until - now);
            case Running(int pid, long since, Readiness readiness) ->
                    "running " + pid + " " + (now - since) + " " + (readiness instanceof Ready ? "ready" : "testing");
            case Stopping(int pid, long killAt, Next next) -> "stopping " + pid + " " + (killAt - now) + " " + next;
            case Killing(int pid, Next next) -> "killing " + pid + " " + next;
            case Starting(), Recalled(_), Spawning(_, _), Finished(_) -> "";
        };
    }

    /**
     * Reads a state.
     *
     * @param text what {@link #encode} gave
     * @param now  monotonic nanoseconds
     * @return empty when it is not understood
     */
    public static Optional<ProgramState> decode(ProgramRules rules, String text, long now) {
        String[] words = text.split(" ");
        try {
            OptionalLong started = words[1].equals("never")
                    ? OptionalLong.empty() : OptionalLong.of(now - Long.parseLong(words[1]));
            return phase(words, now).map(phase -> new ProgramState(rules, phase, Integer.parseInt(words[0]), started));
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static Optional<Phase> phase(String[] words, long now) {
        return switch (words[2]) {
            case "down" -> Optional.of(new Down());
            case "delayed" -> Optional.of(new Delayed(now + Long.parseLong(words[3])));
            case "running" -> Optional.of(new Running(Integer.parseInt(words[3]), now - Long.parseLong(words[4]),
                    words[5].equals("ready") ? new Ready() : new Resting(now)));
            case "stopping" -> Optional.of(new Stopping(Integer.parseInt(words[3]), now + Long.parseLong(words[4]),
                    Next.valueOf(words[5])));
            case "killing" -> Optional.of(new Killing(Integer.parseInt(words[3]), Next.valueOf(words[4])));
            default -> Optional.empty();
        };
    }
}
