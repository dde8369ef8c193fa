package zdaemon.client;

/** What became of a request to the manager. */
public sealed interface Answer {

    /**
     * The manager replied and closed.
     *
     * @param reply the whole reply, line ends included; empty for {@code reopen_transcript}
     */
    record Replied(String reply) implements Answer {
    }

    /** Nobody listens at the socket: there is no manager. */
    record NobodyThere() implements Answer {
    }

    /** The limit passed before the reply was complete. */
    record TimeUp() implements Answer {
    }

    /** The user interrupted the wait. */
    record Interrupted() implements Answer {
    }
}
