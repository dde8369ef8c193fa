package zdaemon.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A piece of native memory, zeroed at first, for bytes on their way to or from the kernel. It owns that memory and
 * gives it back when closed; only the thread that allocated it may use it.
 */
public final class Buffer implements AutoCloseable {
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
     * @return the buffer, all zero
     */
    public static Buffer allocate(int bytes) {
        Arena arena = Arena.ofConfined();
        return new Buffer(arena, arena.allocate(Math.max(bytes, 1), 16));
    }

    /** A C string: the text's bytes and a NUL. A NUL within the text would cut it short unseen, so that is refused. */
    static Buffer text(String text) throws PosixException {
        if (text.indexOf(0) >= 0) {
            throw new PosixException("use", Errno.EINVAL, PosixException.quote(text));
        }
        byte[] encoded = NativeString.encode(text);
        Buffer buffer = allocate(encoded.length + 1);
        buffer.put(encoded, 0, encoded.length);
        return buffer;
    }

    /**
     * The size.
     *
     * @return how many bytes fit
     */
    public int capacity() {
        return bytes.capacity();
    }

    /**
     * Copies bytes to the buffer's start.
     *
     * @param source where from
     * @param from the first byte's index in the source
     * @param count how many bytes
     */
    public void put(byte[] source, int from, int count) {
        put(0, source, from, count);
    }

    /**
     * Copies bytes into the buffer.
     *
     * @param at where in the buffer
     * @param source where from
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
     * @return the copy
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

    int getInt(int offset) {
        return bytes.getInt(offset);
    }

    long getLong(int offset) {
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

    Buffer putLong(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    /** Gives the memory back. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }
}
