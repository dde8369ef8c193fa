package zdaemon.client;

import zdaemon.client.ClientException.SocketGone;

/** What to do when nobody answers at a socket. */
interface Rescue {
    /**
     * Looks for programs whose manager has died, and gives them one.
     *
     * @return whether it is worth asking again
     * @throws ClientException when there are such programs and no manager could be started for them
     * @throws SocketGone when the manager is alive
     */
    boolean attempt(String socket) throws ClientException;
}
