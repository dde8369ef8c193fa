package zdaemon.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.function.Consumer;
import zdaemon.bindings.libc;

/**
 * A piece of native memory, zeroed at first, for bytes on their way to or from the kernel. It owns that memory and
 * gives it back when closed; only the thread that allocated it may use it.
 */
@SuppressWarnings("MustBeClosedChecker") // The buffer owns its arena, and close() closes it.
public final class Buffer implements AutoCloseable {
    static final int SCRATCH_BYTES = 256;

    private static final ThreadLocal<Scratch> SCRATCH = new ThreadLocal<>();

    /** That of the thread that asked first, mostly the only one: it is found without a search. */
    private static Scratch firstScratch;

    private record Scratch(Thread owner, Buffer buffer) {}

    /** From there on an arena's own way of clearing memory, eight bytes at a time, interpreted, takes longer. */
    private static final int SMALL = 512;

    private final Arena arena;
    private final long address;
    // A ByteBuffer, because the memory segment's own accessors spin up var handles: four milliseconds of each start.
    private final ByteBuffer bytes;

    private Buffer(Arena arena, MemorySegment segment) {
        this.arena = arena;
        this.address = segment.address();
        this.bytes = segment.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    /**
     * Allocates a buffer.
     *
     * @param bytes its capacity
     */
    public static Buffer allocate(int bytes) {
        Arena arena = Arena.ofConfined();
        if (bytes <= SMALL) {
            return in(arena, Math.max(bytes, 1));
        }
        long address = LibcFiles.calloc(1, bytes);
        if (address == 0) {
            throw new OutOfMemoryError("calloc of " + bytes + " bytes");
        }
        return new Buffer(arena, MemorySegment.ofAddress(address).reinterpret(bytes, arena, new Free()));
    }

    /** Zeroed memory of an arena that is closed elsewhere, or never. */
    static Buffer in(Arena arena, int bytes) {
        return new Buffer(arena, arena.allocate(bytes, 16));
    }

    private static final class Free implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment memory) {
            LibcFiles.free(memory.address());
        }
    }

    /**
     * The beginning of a file as memory, shared with it, mmap(2): what is there outlives this process.
     *
     * <p>Memory that the file system cannot give (it is full, or the file was truncated) ends the process that touches it with
     * SIGBUS, but the kernel with EFAULT. So let the kernel write there, and read only what the file is known to have.
     *
     * @param file open for reading and writing; it may be closed afterwards
     * @param bytes the buffer's capacity; the file may be shorter
     * @throws PosixException ENODEV where files cannot be shared as memory, ENOMEM, …
     */
    public static Buffer map(Fd file, int bytes) throws PosixException {
        long address = LibcFiles.mmap(bytes, libc.PROT_READ() | libc.PROT_WRITE(), libc.MAP_SHARED(), file.number());
        if (address == -1) {
            throw PosixException.on("mmap", file.toString());
        }
        // No child needs it, and each fork would have to copy what the kernel knows of it; where it can't be told, it does.
        LibcFiles.madvise(address, bytes, libc.MADV_DONTFORK());
        Arena arena = Arena.ofConfined();
        return new Buffer(arena, MemorySegment.ofAddress(address).reinterpret(bytes, arena, new Unmap()));
    }

    private static final class Unmap implements Consumer<MemorySegment> {
        @Override
        public void accept(MemorySegment memory) {
            LibcFiles.munmap(memory.address(), memory.byteSize());
        }
    }

    /**
     * A part of this buffer.
     *
     * @param from its first byte
     */
    public Buffer tail(int from) {
        Objects.checkIndex(from, bytes.capacity());
        return new Buffer(arena, MemorySegment.ofAddress(address + from).reinterpret(bytes.capacity() - from));
    }

    /** A C string: the text's bytes and a NUL. A NUL within the text would cut it short unseen, so that is refused. */
    public static Buffer text(String text) throws PosixException {
        if (text.indexOf(0) >= 0) {
            throw new PosixException("use", Errno.EINVAL, PosixException.quote(text));
        }
        byte[] encoded = NativeString.encode(text);
        Buffer buffer = allocate(encoded.length + 1);
        buffer.put(encoded, 0, encoded.length);
        return buffer;
    }

    /** {@return how many bytes fit} */
    public int capacity() {
        return bytes.capacity();
    }

    /**
     * Copies bytes to the buffer's start.
     *
     * @param from the first byte's index in the source
     * @param count how many bytes
     */
    public void put(byte[] source, int from, int count) {
        put(0, source, from, count);
    }

    /**
     * Copies bytes into the buffer.
     *
     * @param from the first byte's index in the source
     * @param count how many bytes
     */
    public void put(int at, byte[] source, int from, int count) {
        bytes.put(at, source, from, count);
    }

    /**
     * Copies bytes out of the buffer.
     *
     * @param from the first byte's index in the buffer
     * @param count how many bytes
     */
    public byte[] get(int from, int count) {
        byte[] copy = new byte[count];
        bytes.get(from, copy, 0, count);
        return copy;
    }

    long address() {
        return address;
    }

    long addressOf(int offset) {
        return address + offset;
    }

    byte getByte(int offset) {
        return bytes.get(offset);
    }

    short getShort(int offset) {
        return bytes.getShort(offset);
    }

    public int getInt(int offset) {
        return bytes.getInt(offset);
    }

    /**
     * Reads a number as the kernel writes it.
     *
     * @param offset its first byte
     * @return eight bytes as a number
     */
    public long getLong(int offset) {
        return bytes.getLong(offset);
    }

    Buffer putShort(int offset, int value) {
        bytes.putShort(offset, (short) value);
        return this;
    }

    Buffer putInt(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    /**
     * Writes a number as the kernel reads it.
     *
     * @param offset its first byte
     * @param value eight bytes
     */
    public Buffer putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Writes numbers one after the other. */
    void putLongs(int offset, long[] values) {
        bytes.slice(offset, values.length * Long.BYTES).order(ByteOrder.nativeOrder()).asLongBuffer().put(0, values);
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    /**
     * A few bytes of each thread for what a call gives back through a pointer, to be read at once: the next call may use
     * them for something else. A buffer of one's own costs more than most calls. Not to be closed.
     */
    static Buffer scratch() {
        Scratch first = firstScratch;
        return first != null && first.owner == Thread.currentThread() ? first.buffer : scratchOfAnyThread();
    }

    private static Buffer scratchOfAnyThread() {
        Scratch scratch = SCRATCH.get();
        if (scratch == null) {
            scratch = new Scratch(Thread.currentThread(), in(Arena.global(), SCRATCH_BYTES));
            SCRATCH.set(scratch);
            firstScratch = firstScratch == null ? scratch : firstScratch;
        }
        return scratch.buffer;
    }
}
