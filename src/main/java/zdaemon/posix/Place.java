package zdaemon.posix;

/**
 * Where a file is or would be: a name in an open folder, symbolic links behind it resolved. Links are followed only where
 * no stranger can have put them: root follows those in folders that only root can write to, and its own in folders such as
 * {@code /tmp}; other users follow root's, their own, and those of a folder's owner in it.
 *
 * @param folder      to be closed with this
 * @param name        empty when the path is a folder's
 * @param isKernels   whether it is one of {@code /proc}'s links to an open file
 */
record Place(Folder folder, String name, boolean isKernels) implements AutoCloseable {

    static Place of(String path) throws PosixException {
        return new FolderWalk(path).toFile();
    }

    /** @param uid who is no stranger */
    static Place of(String path, int uid) throws PosixException {
        return new FolderWalk(path, uid).toFile();
    }

    Fd open(int flags, int mode) throws PosixException {
        return isKernels ? folder.openFollowing(name, flags) : folder.open(name, flags, mode);
    }

    @Override
    public void close() {
        folder.close();
    }
}
