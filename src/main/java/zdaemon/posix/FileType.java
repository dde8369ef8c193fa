package zdaemon.posix;

import zdaemon.bindings.libc;

/** What kind of file something is, inode(7). */
public enum FileType {
    /** A file with content. */
    REGULAR,
    /** A directory. */
    DIRECTORY,
    /** A symbolic link. */
    SYMBOLIC_LINK,
    /** A Unix socket. */
    SOCKET,
    /** A named pipe. */
    FIFO,
    /** A terminal, /dev/null and the like. */
    CHARACTER_DEVICE,
    /** A disk. */
    BLOCK_DEVICE,
    /** Something that we do not know. */
    OTHER;

    static FileType ofMode(int mode) {
        int format = mode & libc.S_IFMT();
        return format == libc.S_IFREG() ? REGULAR
                : format == libc.S_IFDIR() ? DIRECTORY
                : format == libc.S_IFLNK() ? SYMBOLIC_LINK
                : format == libc.S_IFSOCK() ? SOCKET
                : format == libc.S_IFIFO() ? FIFO
                : format == libc.S_IFCHR() ? CHARACTER_DEVICE
                : format == libc.S_IFBLK() ? BLOCK_DEVICE
                : OTHER;
    }
}
