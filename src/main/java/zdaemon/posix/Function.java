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
 *
 * <p>There are two handles all the same, of which a process links one. A Java runtime may have its own calls of libc between
 * a call of ours and a look at errno, so it offers to take errno down in between. That costs as much as the call, and the
 * line between fork and exec cannot have it ({@link SpawnLine}), so that whoever forks would link both. Our own runtime is
 * started such that it has nothing of its own to do then: it interprets, collects garbage when we allocate and at no other
 * time, and stops for nobody (docs/decisions.md, "Forking from a JVM"). Its first thread finds errno where libc has it.
 */
final class Function {
    /** Whether this runtime is our own: its command line says so. */
    private static final String OWN_RUNTIME = "zdaemon.runtime";

    private static final FunctionDescriptor SHAPE = FunctionDescriptor.of(
            JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    /** {@code (address, six arguments)}. */
    private static final MethodHandle PLAIN = Linker.nativeLinker().downcallHandle(SHAPE);

    /** How often that has been called in this process. */
    private static int plainCalls;

    /** The thread that has errno where libc has it; null in other runtimes. */
    private static Thread first;
    private static ByteBuffer errnoOfFirst;
    private static int lastErrno;

    static {
        if (System.getProperty(OWN_RUNTIME) != null && System.getProperty("java.vm.info", "").startsWith("interpreted mode")) {
            errnoOfFirst = Foreign.view(plain(new Function("__errno_location").address(), 0, 0, 0, 0, 0, 0), Integer.BYTES);
            first = Thread.currentThread();
            // All that stands between a failing call and errno is linked from now on: nothing is looked up there.
            new Function("close").call(-1);
        }
    }

    /** {@code (address, errno's place, six arguments)}. */
    private static final class Capturing {
        static final MethodHandle HANDLE =
                Linker.nativeLinker().downcallHandle(SHAPE, Linker.Option.captureCallState("errno"));
    }

    /** Where the calls of a thread leave errno: four bytes that live as long as the process. */
    private static final ThreadLocal<ErrnoCell> CELL = new ThreadLocal<>();

    private record ErrnoCell(MemorySegment segment, ByteBuffer bytes) {
        static ErrnoCell ofThread() {
            ErrnoCell cell = CELL.get();
            if (cell == null) {
                MemorySegment segment = Arena.global().allocate(8, 8);
                cell = new ErrnoCell(segment, segment.asByteBuffer().order(ByteOrder.nativeOrder()));
                CELL.set(cell);
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
        return isFirst() ? lastErrno : ErrnoCell.ofThread().bytes().getInt(0);
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
        if (!isFirst()) {
            return captured(address(), ErrnoCell.ofThread().segment(), a, b, c, d, e, f);
        }
        long result = plain(address(), a, b, c, d, e, f);
        if ((int) result == -1) {
            lastErrno = errnoOfFirst.getInt(0);
        }
        return result;
    }

    /** Of a function that fails with NULL, and not with -1. */
    long callOrNull(long a, long b) {
        long result = call(a, b);
        if (result == 0 && isFirst()) {
            lastErrno = errnoOfFirst.getInt(0);
        }
        return result;
    }

    private static boolean isFirst() {
        return Thread.currentThread() == first;
    }

    /** Calls again for as long as a signal interrupts: the one place where EINTR is dealt with. */
    long callThroughSignals(long a, long b, long c, long d) {
        long result;
        do {
            result = call(a, b, c, d);
        } while ((int) result == -1 && errnoNumber() == Errno.EINTR.number());
        return result;
    }

    /** Leaves errno where libc has it. */
    static long plain(MemorySegment address, long a, long b, long c, long d, long e, long f) {
        plainCalls++;
        try {
            return (long) PLAIN.invokeExact(address, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }

    /** How often {@link #plain} has been called in this process. */
    static int plainCalls() {
        return plainCalls;
    }

    private static long captured(
            MemorySegment address, MemorySegment errno, long a, long b, long c, long d, long e, long f) {
        try {
            return (long) Capturing.HANDLE.invokeExact(address, errno, a, b, c, d, e, f);
        } catch (Throwable impossible) {
            throw new AssertionError("a downcall throws nothing", impossible);
        }
    }
}
