package zdaemon.posix;

/**
 * What the system knows of a file, inode(7).
 *
 * @param type its kind
 * @param mode its permissions, the lower twelve bits
 * @param uid its owner
 * @param gid its group
 * @param size its size in bytes
 * @param device the file system it is on
 * @param inode its number there; with the device it tells whether two paths are one file
 */
public record FileStatus(FileType type, int mode, int uid, int gid, long size, long device, long inode) {
    /** How many bytes {@link FileSystem#status(Fd, Buffer, int)} takes. */
    public static final int BYTES = Layout.STATX_SIZE;

    private static final int PERMISSIONS = 07777;

    /** {@return whether both are of the very same file} */
    public boolean isSameFile(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    /** Reads what {@link FileSystem#status(Fd, Buffer, int)} has left. */
    public static FileStatus read(Buffer buffer, int at) {
        int mode = buffer.getShort(at + Layout.STATX_MODE) & 0xFFFF;
        long device = (long) buffer.getInt(at + Layout.STATX_DEV_MAJOR) << 32
                | (buffer.getInt(at + Layout.STATX_DEV_MINOR) & 0xFFFF_FFFFL);
        return new FileStatus(FileType.ofMode(mode), mode & PERMISSIONS, buffer.getInt(at + Layout.STATX_UID),
                buffer.getInt(at + Layout.STATX_GID), buffer.getLong(at + Layout.STATX_FILE_SIZE), device,
                buffer.getLong(at + Layout.STATX_INO));
    }
}
