package zdaemon.posix;

/** {@code stdlib.h} and {@code sys/mman.h}: memory. */
final class LibcMemory {
    private static final Function CALLOC = new Function("calloc");
    private static final Function FREE = new Function("free");
    private static final Function MMAP = new Function("mmap");
    private static final Function MUNMAP = new Function("munmap");

    private LibcMemory() {}

    /** {@code void *calloc(size_t nmemb, size_t size)}, malloc(3). NULL when there is none. */
    static long calloc(long nmemb, long size) {
        return CALLOC.call(nmemb, size);
    }

    /** {@code void free(void *ptr)}, malloc(3). */
    static void free(long ptr) {
        FREE.call(ptr);
    }

    /**
     * {@code void *mmap(void *addr, size_t length, int prot, int flags, int fd, off_t offset)}, mmap(2), of the file's
     * beginning. {@code (void *) -1} when it fails.
     */
    static long mmap(long length, int prot, int flags, int fd) {
        return MMAP.call(0, length, prot, flags, fd, 0);
    }

    /** {@code int munmap(void *addr, size_t length)}, munmap(2). */
    static int munmap(long addr, long length) {
        return (int) MUNMAP.call(addr, length);
    }
}
