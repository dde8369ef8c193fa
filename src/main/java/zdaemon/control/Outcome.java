package zdaemon.control;

/** What becomes of a request. */
public sealed interface Outcome {

    /** It is answered at once. */
    record Answered(ReplyText reply) implements Outcome {
        /** Answers with lines of behaviour §5. */
        public Answered(String text) {
            this(ReplyText.of(text));
        }
    }

    /** It is answered when something has happened. */
    record Waits(Wait until) implements Outcome {
    }

    /** It is not complete: so many bytes follow the line. */
    record Wants(int bytes) implements Outcome {
    }

    /** It has been handed on, and is answered through {@link Clients#tell}, now or later. */
    record Taken(Taker taker) implements Outcome {
    }

    /** It is answered line by line, as things happen, through a feed. */
    record Streams(Streamer streamer) implements Outcome {
    }

    /** Who answers a request line by line. */
    interface Streamer {
        void begin(Feed feed);
    }

    /** Who answers a request. */
    interface Taker {
        void take(Connection client);
    }
}
