package zdaemon.control;

import zdaemon.protocol.Request;

/** Does what clients ask for. */
public interface Requests {
    Outcome answer(Request request);

    /** Answers a request of which {@link Outcome.Wants} has been said. */
    Outcome answer(Request request, byte[] body);

    /** Says to whom it may concern what is wrong with the socket. */
    void trouble(String problem);
}
