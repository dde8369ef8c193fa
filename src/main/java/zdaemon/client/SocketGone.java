package zdaemon.client;

/** The manager is alive, and nobody can ask it: the name of its socket is gone, or leads elsewhere. */
public final class SocketGone extends ClientException {
    private static final long serialVersionUID = 1;

    SocketGone(int manager) {
        super("the daemon manager (process " + manager + ") is alive, but its socket is gone");
    }
}
