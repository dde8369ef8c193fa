package zdaemon.control;

import java.util.List;

/** What becomes of a request. */
public sealed interface Outcome {

    /** It is answered with this text. */
    record Answered(String text) implements Outcome {
    }

    /** It is answered with the status once the program has reached a state. */
    record OnHold(Awaited awaited) implements Outcome {
    }

    /** It is answered by another release of the manager, or told that this one goes on. */
    record Upgrading(List<String> command) implements Outcome {
    }
}
