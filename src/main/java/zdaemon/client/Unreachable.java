package zdaemon.client;

import zdaemon.posix.Errno;

/** What it means that a manager could not be connected to. */
final class Unreachable {

    private Unreachable() {
    }

    /** Whether there is no manager; then the socket is missing, or was left behind. */
    static boolean isNobodyThere(Errno errno) {
        int number = errno.number();
        return number == Errno.ENOENT.number() || number == Errno.ECONNREFUSED.number()
                || number == Errno.ENOTDIR.number();
    }

    /** The cause for users, and the remedy where there is one. */
    static String explain(String socket, Errno errno) {
        int number = errno.number();
        if (number == Errno.EAGAIN.number()) {
            return "the daemon manager at socket '" + socket
                    + "' accepts no connection; it may be stopped or overloaded";
        }
        String failure = "can't connect to the daemon manager at socket '" + socket + "': " + errno.message();
        return number == Errno.EACCES.number() || number == Errno.EPERM.number()
                ? failure + "; run as the user who started it, or as root" : failure;
    }
}
