package zdaemon.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A function of libc, found by its name when it is first called.
 *
 * <p>All functions share one downcall: six 64-bit integers in, one out, the address as an argument. Linking a shape
 * costs milliseconds of every start, and one shape serves all: the functions that we call take only integers and
 * pointers, at most six of them, and the calling conventions of Linux on x86-64 and AArch64 put those into six
 * registers, whose surplus a callee ignores, variadic or not. {@code BindingsTest} proves the premise for each
 * function. An {@code int} is handed over sign-extended; of an {@code int} result only the lower half is defined, so
 * callers cast it.
 *
 * <p>jextract's own handles were the alternative: one shape per signature, and no errno.
 */
final class Function {
    /** {@code (address, errno's place, six arguments)}. */
    static final MethodHandle HANDLE = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"));

    /** Where the calls of a thread leave errno: four bytes that live as long as the process. */
    private static final ThreadLocal<ErrnoCell> CELL = new ThreadLocal<>();

    /** That of the thread that called first. It is the only one in our processes, and finds its cell without a search. */
    private static ErrnoCell firstCell;

    private record ErrnoCell(Thread owner, MemorySegment segment, ByteBuffer bytes) {
        static ErrnoCell ofThread() {
            ErrnoCell first = firstCell;
            return first != null && first.owner == Thread.currentThread() ? first : ofAnyThread();
        }

        private static ErrnoCell ofAnyThread() {
            ErrnoCell cell = CELL.get();
            if (cell == null) {
                MemorySegment segment = Arena.global().allocate(8, 8);
                cell = new ErrnoCell(
                        Thread.currentThread(), segment, segment.asByteBuffer().order(ByteOrder.nativeOrder()));
                CELL.set(cell);
                firstCell = firstCell == null ? cell : firstCell;
            }
            return cell;
        }
    }

    private final String name;
    private MemorySegment address;

    Function(String name) {
        this.name = name;
    }

    /** The errno of this thread's last call; means something only when that call failed. */
    static Errno errno() {
        return new Errno(errnoNumber());
    }

    static int errnoNumber() {
        return ErrnoCell.ofThread().bytes().getInt(0);
    }

    String name() {
        return name;
    }

    /** Whether this libc has the function; for the few that older ones lack. */
    boolean exists() {
        return address != null || Linker.nativeLinker().defaultLookup().find(name).isPresent();
    }

    MemorySegment address() {
        if (address == null) {
            var found = Linker.nativeLinker().defaultLookup().find(name);
            if (found.isEmpty()) {
                throw new UnsupportedOperationException("this system's libc has no function " + name);
            }
            address = found.get();
        }
        return address;
    }

    long call() {
        return call(0, 0, 0, 0, 0, 0);
    }

    long call(long a) {
        return call(a, 0, 0, 0, 0, 0);
    }

    long call(long a, long b) {
        return call(a, b, 0, 0, 0, 0);
    }

    long call(long a, long b, long c) {
        return call(a, b, c, 0, 0, 0);
    }

    long call(long a, long b, long c, long d) {
        return call(a, b, c, d, 0, 0);
    }

    long call(long a, long b, long c, long d, long e) {
        return call(a, b, c, d, e, 0);
    }

    long call(long a, long b, long c, long d, long e, long f) {
        return call(address(), ErrnoCell.ofThread().segment(), a, b, c, d, e, f);
    }

    /** Calls again for as long as a signal interrupts: the one place where EINTR is dealt with. */
    long callThroughSignals(long a, long b, long c, long d) {
        long result;
        do {
            result = call(a, b, c, d);
        } while ((int) result == -1 && errnoNumber() == Errno.EINTR.number());
        return result;
    }

    static long call(MemorySegment address, MemorySegment errno, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) HANDLE.invokeExact(address, errno, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }
}
