package zdaemon.program;

import zdaemon.posix.PosixException;

/** Where a {@link StateKeeper} writes. */
public interface StateFile {
    /**
     * Overwrites the beginning of what was written.
     *
     * @return whether that was done; not before something was written, and not once the file has been removed
     * @throws PosixException ENOSPC, EIO, …
     */
    boolean overwrite(byte[] head) throws PosixException;

    /**
     * Writes the whole file anew.
     *
     * @throws PosixException ENOSPC, EACCES, EROFS, …
     */
    void write(byte[] content) throws PosixException;

    /**
     * Removes the file, if it is there.
     *
     * @throws PosixException EACCES, …
     */
    void remove() throws PosixException;
}
