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
    private static final int PERMISSIONS = 07777;

    /**
     * Identity.
     *
     * @param other another file's status
     * @return whether both are of the very same file
     */
    public boolean isSameFile(FileStatus other) {
        return device == other.device && inode == other.inode;
    }

    static FileStatus of(Buffer statx) {
        int mode = statx.getShort(Layout.STATX_MODE) & 0xFFFF;
        long device = (long) statx.getInt(Layout.STATX_DEV_MAJOR) << 32
                | statx.getInt(Layout.STATX_DEV_MINOR) & 0xFFFF_FFFFL;
        return new FileStatus(FileType.ofMode(mode), mode & PERMISSIONS, statx.getInt(Layout.STATX_UID),
                statx.getInt(Layout.STATX_GID), statx.getLong(Layout.STATX_FILE_SIZE), device,
                statx.getLong(Layout.STATX_INO));
    }
}
