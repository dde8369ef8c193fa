package zdaemon.client;

/** What to do when nobody answers at a socket: perhaps the program is there, and only its manager has died. */
public interface Rescue {
    /** No rescue: who does not answer is not there. */
    Rescue NONE = new Rescue() {
        @Override
        public boolean attempt(String socket) {
            return false;
        }
    };

    /**
     * Looks for a program without a manager, and gives it one.
     *
     * @param socket the control socket's path
     * @return whether it is worth asking again
     * @throws ClientException when there is such a program and no manager could be started for it
     */
    boolean attempt(String socket) throws ClientException;
}
