package zdaemon.client;

import java.util.List;

/** What became of a manager that was started in the background. */
public sealed interface StartOutcome {

    /**
     * The program runs and is ready.
     *
     * @param pid its process
     */
    record Ready(int pid) implements StartOutcome {
    }

    /**
     * The program was running all along, without a manager, and has one again.
     *
     * @param pid its process
     */
    record Adopted(int pid) implements StartOutcome {
    }

    /** Somebody else's manager got the socket first; ask that one. */
    record SomebodyElse() implements StartOutcome {
    }

    /**
     * The manager ended, or gave up.
     *
     * @param reason    why, as the manager says; empty when it ended without a word
     * @param lastWords whatever else was said on its standard output and error, a line each
     */
    record GaveUp(String reason, List<String> lastWords) implements StartOutcome {
    }

    /** The limit passed; the manager goes on. */
    record TookTooLong() implements StartOutcome {
    }

    /** The user interrupted the wait; the manager goes on. */
    record Interrupted() implements StartOutcome {
    }
}
