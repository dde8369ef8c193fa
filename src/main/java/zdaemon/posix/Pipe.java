package zdaemon.posix;

import zdaemon.bindings.libc;

/**
 * A pipe, pipe(7).
 *
 * @param reader the end to read from
 * @param writer the end to write to
 */
public record Pipe(Fd reader, Fd writer) {
    /**
     * Makes a pipe.
     *
     * @return both ends blocking and close-on-exec
     * @throws PosixException EMFILE, ENFILE
     */
    public static Pipe open() throws PosixException {
        Buffer pair = Scratch.ofThread();
        if (LibcFiles.pipe2(pair.address(), libc.O_CLOEXEC()) < 0) {
            throw PosixException.on("pipe2", "");
        }
        return new Pipe(Fd.of(pair.getInt(0)), Fd.of(pair.getInt(Integer.BYTES)));
    }
}
