package zdaemon.posix;

import java.io.IOException;

/** A call that the system refused: which one, on what, and why. The message is fit for users. */
public final class PosixException extends IOException {
    private static final long serialVersionUID = 1;

    private final String call;
    private final transient Errno errno;
    private final String subject;

    /**
     * Describes a failure.
     *
     * @param subject what it was tried on, as the message shall show it: {@code '/x'}, {@code process 7}; may be empty
     */
    public PosixException(String call, Errno errno, String subject) {
        super("can't " + call + (subject.isEmpty() ? "" : " " + subject) + ": " + errno.message());
        this.call = call;
        this.errno = errno;
        this.subject = subject;
    }

    /** The failure of this thread's last call, on a path. */
    static PosixException onPath(String call, String path) {
        return new PosixException(call, Function.errno(), quote(path));
    }

    /** The failure of this thread's last call, on anything else. */
    static PosixException on(String call, String subject) {
        return new PosixException(call, Function.errno(), subject);
    }

    /** The text as messages show it: in single quotes. */
    public static String quote(String path) {
        return "'" + path + "'";
    }

    /** What was tried. */
    public String call() {
        return call;
    }

    /** Why it failed. */
    public Errno errno() {
        return errno;
    }

    /**
     * What it was tried on.
     *
     * @return as in the message, paths in quotes; may be empty
     */
    public String subject() {
        return subject;
    }
}
