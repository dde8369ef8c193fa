package zdaemon.benchmarks;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import zdaemon.e2e.Running;
import zdaemon.e2e.Until;

/** A program that writes on request ({@code flood.c}), and somebody who carries what it writes to a file. */
final class Flood implements AutoCloseable {

    /** Nanoseconds between two looks at the file: short beside a flood, and rare enough to disturb nobody. */
    private static final long LOOK = 500_000;

    private final Path orders;
    private final Path stamps;
    private final Path file;
    private final long carrier;
    private final Runnable end;

    /**
     * One flood.
     *
     * @param bytes       how much
     * @param nanoseconds from its first byte until the last one was in the file
     * @param cpu         nanoseconds of processor time of whoever carried it
     */
    record Passage(long bytes, long nanoseconds, long cpu) {

        double megabytesPerSecond() {
            return bytes * 1e3 / nanoseconds;
        }

        double cpuPerByte() {
            return (double) cpu / bytes;
        }
    }

    private Flood(Path orders, Path file, long carrier, Runnable end) {
        this.orders = orders;
        this.stamps = stampsOf(orders);
        this.file = file;
        this.carrier = carrier;
        this.end = end;
    }

    /** The tool carries the program's output to its transcript. */
    static Flood throughTool(Lab lab, Path program) {
        Path orders = pipe(lab, "orders");
        Zdaemon daemon = lab.zdaemon("flooded", words(program, orders, 0));
        daemon.begin();
        return new Flood(orders, daemon.transcript(), daemon.manager(), daemon::close);
    }

    /** cat(1) carries it from a pipe that holds as much as the tool's does. */
    static Flood throughCat(Lab lab, Path program, int capacity) {
        Path orders = pipe(lab, "catorders");
        Path file = lab.sandbox().path("catted");
        String line = String.join(" ", words(program, orders, capacity))
                + " | { sh -c 'echo $PPID' >&2; exec cat >> " + file + "; }";
        Running shell = lab.launch(List.of("/bin/sh", "-c", line));
        Until.until("cat runs", () -> shell.err().endsWith("\n"));
        return new Flood(orders, file, Long.parseLong(shell.err().strip()), () -> {
            order(orders, "end");
            shell.finish().exits(0);
        });
    }

    /** What the pipe holds. */
    int capacity() throws IOException {
        write(1, 1);
        return Integer.parseInt(lastStamp().split(" ")[1]);
    }

    /** Has so many bytes written in blocks of that size. */
    Passage write(int block, long bytes) {
        try (RandomAccessFile size = new RandomAccessFile(file.toFile(), "rw")) {
            size.setLength(0);
            long before = Activity.of(carrier).nanoseconds();
            order(orders, block + " " + bytes);
            long deadline = System.nanoTime() + Until.DEADLINE.toNanos();
            while (size.length() < bytes) {
                LockSupport.parkNanos(LOOK);
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(size.length() + " of " + bytes + " bytes came to " + file);
                }
            }
            long end = System.nanoTime();
            long cpu = Activity.of(carrier).nanoseconds() - before;
            return new Passage(bytes, end - Long.parseLong(lastStamp().split(" ")[0]), cpu);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        end.run();
        Files.delete(orders);
        Files.deleteIfExists(stamps);
        Files.deleteIfExists(file);
    }

    private static void order(Path orders, String line) {
        try {
            Files.writeString(orders, line + "\n", US_ASCII, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String lastStamp() throws IOException {
        return Files.readAllLines(stamps).getLast();
    }

    private static List<String> words(Path program, Path orders, int capacity) {
        return List.of(program.toString(), orders.toString(), stampsOf(orders).toString(), Integer.toString(capacity));
    }

    private static Path stampsOf(Path orders) {
        return orders.resolveSibling(orders.getFileName() + ".stamps");
    }

    private static Path pipe(Lab lab, String name) {
        Path pipe = lab.sandbox().path(name);
        lab.launch(List.of("mkfifo", pipe.toString())).finish().exits(0);
        return pipe;
    }
}
