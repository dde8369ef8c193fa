package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Wire;

/** Much output, and files that are rotated under it: every byte is there, once, and the manager stays small. */
@EndToEnd
class FloodIT {
    private static final long MEMORY_KB = 2048;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Test
    void twoHundredMegabytes(Daemon daemon) throws Exception {
        flood(daemon, 23_500_000, 20L << 20);
    }

    /** Ten gigabytes. */
    @Test
    @Tag("soak")
    @Timeout(3600)
    void longFlood(Daemon daemon) throws Exception {
        flood(daemon, Math.toIntExact(10_000_000L * Soak.PERCENT), 256L << 20);
    }

    private static void flood(Daemon daemon, int numbers, long rotated) throws Exception {
        daemon.sandbox.write("numbers", "#!/bin/sh\nseq 1 $1\necho end\nexec sleep 1000\n").toFile().setExecutable(true);
        daemon.runs("./numbers " + numbers);
        long begin = System.nanoTime();
        daemon.start();
        Proc manager = daemon.manager();
        Path log = daemon.sandbox.path("log");
        Path old = daemon.sandbox.path("log.1");
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long bytes = 0;
        long before = 0;
        int rotations = 0;
        boolean over = false;
        while (!over) {
            assertTrue(within(PATIENCE, () -> Files.size(log) > rotated || endsWithEnd(log)), "the output goes on");
            Files.move(log, old);
            assertEquals("", Wire.ask(daemon.socket(), "reopen_transcript"));
            over = endsWithEnd(old);
            bytes += add(old, digest);
            Files.delete(old);
            rotations++;
            before = rotations == 1 ? Kernel.resident(manager) : before;
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long grown = Kernel.resident(manager) - before;
        Figures.note("flood: %d MB in %.1f s, %d rotations; the manager's memory grew by %d kB".formatted(
                bytes >> 20, seconds, rotations, grown));
        assertEquals(expected(numbers), HexFormat.of().formatHex(digest.digest()));
        assertTrue(grown < MEMORY_KB, () -> "the manager's memory grew by " + grown + " kB");
    }

    private static boolean endsWithEnd(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer last = ByteBuffer.allocate(4);
            channel.read(last, Math.max(0, channel.size() - 4));
            return new String(last.array()).equals("end\n");
        }
    }

    private static String expected(int numbers) throws IOException, NoSuchAlgorithmException {
        Process generator = new ProcessBuilder("sh", "-c", "seq 1 " + numbers + "; echo end").start();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (InputStream output = generator.getInputStream()) {
            add(output, digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static long add(Path file, MessageDigest digest) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            return add(content, digest);
        }
    }

    private static long add(InputStream content, MessageDigest digest) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long bytes = 0;
        for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
            digest.update(chunk, 0, count);
            bytes += count;
        }
        return bytes;
    }
}
