package zdaemon.spec;

/** Where a network log handler sends to. */
public sealed interface Address {

    /**
     * A host on the network.
     *
     * @param host name or address, without the brackets of IPv6
     * @param port 1–65535
     */
    record Host(String host, int port) implements Address {
    }

    /**
     * A Unix socket.
     *
     * @param path its path
     */
    record Local(String path) implements Address {
    }
}
