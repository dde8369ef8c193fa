package zdaemon.posix;

import java.util.Optional;

/**
 * A private file whose beginning changes often, {@link PrivateFile}. It is overwritten in place, by one call on one page:
 * that has happened or has not, even to a process that is killed, and costs a tenth of a new file.
 */
public final class PrivateRecord implements AutoCloseable {
    /** Within one page, and more than is needed. */
    private static final int CAPACITY = 512;

    private final String path;
    private final Buffer head = Buffer.allocate(CAPACITY);
    private Optional<Fd> file = Optional.empty();

    /** Touches nothing yet. */
    public PrivateRecord(String path) {
        this.path = path;
    }

    /**
     * Writes the whole file anew, as {@link PrivateFile#replace}.
     *
     * @throws PosixException as there
     */
    public void write(byte[] content) throws PosixException {
        closeFile();
        file = Optional.of(PrivateFile.create(path, content));
    }

    /**
     * Overwrites the beginning of what was written.
     *
     * @param bytes at most 512
     * @return whether that was done; not before something was written, and not once the file has been removed
     * @throws PosixException ENOSPC, EIO, …
     */
    public boolean overwrite(byte[] bytes) throws PosixException {
        if (file.isEmpty() || bytes.length > CAPACITY || !hasName()) {
            return false;
        }
        head.put(bytes, 0, bytes.length);
        file.get().writeAt(head, bytes.length, 0);
        return true;
    }

    private boolean hasName() throws PosixException {
        Buffer status = Buffer.scratch();
        FileSystem.status(file.get(), status, 0);
        return status.getInt(Layout.STATX_NLINK) > 0;
    }

    /**
     * Removes the file, if it is there.
     *
     * @throws PosixException EACCES, …
     */
    public void remove() throws PosixException {
        closeFile();
        FileSystem.unlinkIfPresent(path);
    }

    private void closeFile() {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }

    /** Leaves the file as it is. */
    @Override
    public void close() {
        closeFile();
        head.close();
    }
}
