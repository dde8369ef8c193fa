package zdaemon.control;

import zdaemon.protocol.Request;

/** Does what clients ask for. */
public interface Requests {
    Outcome answer(Request request);

    /** The text of {@code status} (behaviour §5). */
    String status();
}
