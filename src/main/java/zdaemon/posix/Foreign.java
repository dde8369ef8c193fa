package zdaemon.posix;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Reads memory that libc owns: what its pointers point at. Copied out at once, for it may change with the next call.
 */
final class Foreign {
    /** Longest text that we believe a NUL to end. */
    private static final int MAX_TEXT = 1 << 30;

    private Foreign() {}

    static int intAt(long address) {
        return view(address, Integer.BYTES).getInt(0);
    }

    static long longAt(long address) {
        return view(address, Long.BYTES).getLong(0);
    }

    /** The bytes up to the NUL, decoded. */
    static String textAt(long address) {
        ByteBuffer bytes = view(address, MAX_TEXT);
        int length = 0;
        while (bytes.get(length) != 0) {
            length++;
        }
        byte[] copy = new byte[length];
        bytes.get(0, copy);
        return NativeString.decode(copy);
    }

    static ByteBuffer view(long address, long size) {
        return MemorySegment.ofAddress(address).reinterpret(size).asByteBuffer().order(ByteOrder.nativeOrder());
    }
}
