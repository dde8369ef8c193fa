package zdaemon.posix;

/**
 * Who is at the other end of a Unix socket, as of its connect or listen.
 *
 * @param pid the process
 * @param uid its effective user
 * @param gid its effective group
 */
public record Peer(Pid pid, int uid, int gid) {}
