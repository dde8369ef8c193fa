package zdaemon.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.spec.ProgramSpec.FullPolicy;

class TranscriptTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;

    private static void print(Transcript transcript, String text) throws PosixException {
        Fd.standard(transcript.childDescriptor()).writeFully(text.getBytes(StandardCharsets.UTF_8));
    }

    private String content(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }

    @Test
    @Behaviour(Paragraph.TRANSCRIPT)
    void carriesOutputToTheFile() throws IOException {
        Files.writeString(folder.resolve("log"), "before\n");
        try (Transcript transcript = Transcript.open(folder.resolve("log").toString())) {
            print(transcript, "hello\n");
            transcript.pump(0);
            assertEquals("before\nhello\n", content("log"));
            assertTrue(transcript.wantsToRead());
            assertEquals(Optional.empty(), transcript.trouble());
        }
    }

    /** Each small piece would wake the manager: in the midst of many it looks twice a millisecond. */
    @Test
    void restsBetweenLooksInTheMidstOfMuchOutput() throws IOException {
        long millisecond = SECOND / 1000;
        try (Transcript transcript = Transcript.open(folder.resolve("log").toString())) {
            print(transcript, "one\n");
            transcript.pump(0);
            assertTrue(transcript.wantsToRead());
            print(transcript, "two\n");
            transcript.pump(millisecond);
            assertEquals("one\ntwo\n", content("log"));
            assertFalse(transcript.wantsToRead());
            assertEquals(OptionalLong.of(millisecond + millisecond / 2), transcript.retryAt());
            transcript.pump(2 * millisecond);
            assertTrue(transcript.wantsToRead());
            assertEquals(OptionalLong.empty(), transcript.retryAt());
            print(transcript, "three\n");
            transcript.pump(SECOND);
            assertTrue(transcript.wantsToRead());
            assertEquals("one\ntwo\nthree\n", content("log"));
        }
    }

    @Test
    void devNullNeedsNoPipe() throws PosixException {
        try (Transcript transcript = Transcript.open("/dev/null")) {
            assertEquals(Optional.empty(), transcript.pipe());
            assertFalse(transcript.wantsToRead());
            print(transcript, "nothing");
            transcript.pump(0);
            transcript.reopen();
        }
    }

    @Test
    @Behaviour(Paragraph.REOPENING)
    void reopeningSplitsTheOutputAtTheRequest() throws IOException {
        Path log = folder.resolve("log");
        try (Transcript transcript = Transcript.open(log.toString())) {
            print(transcript, "rec 1\n");
            transcript.pump(0);
            Files.move(log, folder.resolve("log.1"));
            print(transcript, "rec 2\n");
            transcript.reopen();
            print(transcript, "rec 3\n");
            transcript.pump(0);
        }
        assertEquals("rec 1\nrec 2\n", content("log.1"));
        assertEquals("rec 3\n", content("log"));
    }

    @Test
    @Behaviour(Paragraph.REOPENING)
    void keepsTheOldFileWhenTheNewOneCannotBeOpened() throws IOException {
        Path log = folder.resolve("log");
        try (Transcript transcript = Transcript.open(log.toString())) {
            Files.move(log, folder.resolve("log.1"));
            Files.createDirectory(log);
            assertEquals(Errno.EISDIR, assertThrows(PosixException.class, transcript::reopen).errno());
            print(transcript, "still here\n");
            transcript.pump(0);
        }
        assertEquals("still here\n", content("log.1"));
    }

    /** A flood, faked by a disk that has the program write more whenever something is written. */
    @Test
    void aFloodDoesNotHoldReopening() throws PosixException {
        ByteArrayOutputStream old = new ByteArrayOutputStream();
        ByteArrayOutputStream fresh = new ByteArrayOutputStream();
        FakeDisk flooded = new FakeDisk(old, Integer.MAX_VALUE);
        try (Transcript transcript = Transcript.over("", FullPolicy.BLOCK, flooded)) {
            flooded.afterWrite(() -> {
                try {
                    print(transcript, "more\n");
                } catch (PosixException e) {
                    throw new AssertionError(e);
                }
            });
            print(transcript, "first\n");
            transcript.replace(new FakeDisk(fresh, Integer.MAX_VALUE), 0);
            assertEquals("first\n", old.toString(StandardCharsets.UTF_8));
            transcript.pump(0);
            assertEquals("more\n", fresh.toString(StandardCharsets.UTF_8));
        }
    }

    @Test
    void aFullDiskStopsTheReadingAndNothingIsLost() throws IOException {
        Path log = folder.resolve("log");
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        try (Transcript transcript = Transcript.open(log.toString())) {
            print(transcript, "one\n");
            transcript.pump(0);
            assertEquals(new Trouble("No space left on device", 4, 0), transcript.trouble().orElseThrow());
            assertFalse(transcript.wantsToRead());
            long retryAt = transcript.retryAt().orElseThrow();
            assertTrue(retryAt > 0 && retryAt <= SECOND);
            print(transcript, "two\n");
            transcript.pump(retryAt);
            assertTrue(transcript.retryAt().orElseThrow() > retryAt);
            Files.delete(log);
            transcript.reopen();
            assertEquals(Optional.empty(), transcript.trouble());
            transcript.pump(retryAt);
            assertEquals("one\ntwo\n", content("log"));
        }
    }

    @Test
    void writingResumesByItself() throws PosixException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        FakeDisk disk = new FakeDisk(content, 2);
        try (Transcript transcript = Transcript.over("", FullPolicy.BLOCK, disk)) {
            print(transcript, "abcdef\n");
            transcript.pump(0);
            disk.room(100);
            transcript.pump(transcript.retryAt().orElseThrow() - 1);
            assertEquals("ab", content.toString(StandardCharsets.UTF_8));
            transcript.pump(transcript.retryAt().orElseThrow());
            assertEquals("abcdef\n", content.toString(StandardCharsets.UTF_8));
            assertTrue(transcript.retryAt().isEmpty());
        }
    }

    @Test
    void withDropTheProgramNeverWaits() throws PosixException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        FakeDisk disk = new FakeDisk(content, 4);
        byte[] flood = new byte[40_000];
        Arrays.fill(flood, (byte) 'x');
        try (Transcript transcript = Transcript.over("", FullPolicy.DROP, disk)) {
            print(transcript, "abcdef\n");
            transcript.pump(0);
            for (int i = 0; i < 10; i++) {
                print(transcript, new String(flood, StandardCharsets.UTF_8));
                transcript.pump(0);
                assertTrue(transcript.wantsToRead());
            }
            assertEquals(new Trouble("No space left on device", 0, 400_003), transcript.trouble().orElseThrow());
            disk.room(1000);
            transcript.pump(SECOND);
            print(transcript, "back\n");
            transcript.pump(SECOND);
            assertEquals("abcd\nzdaemon: 400003 bytes of output are missing here: No space left on device\nback\n",
                    content.toString(StandardCharsets.UTF_8));
            assertEquals(Optional.empty(), transcript.trouble());
        }
    }

    @Test
    void whatIsInThePipeIsWrittenWhenItCloses() throws IOException {
        try (Transcript transcript = Transcript.open(folder.resolve("log").toString())) {
            print(transcript, "last words\n");
        }
        assertEquals("last words\n", content("log"));
    }

    @Test
    void aPipeWhoseReaderDoesNotReadStopsNobody() throws IOException, InterruptedException {
        Path fifo = folder.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        assertEquals(Errno.ENXIO,
                assertThrows(PosixException.class, () -> Transcript.open(fifo.toString())).errno());
        try (Fd reader = Fd.open(fifo.toString(), Open.READ | Open.NON_BLOCKING, 0);
                Buffer buffer = Buffer.allocate(100_000);
                Transcript transcript = Transcript.open(fifo.toString())) {
            byte[] much = new byte[60_000];
            print(transcript, new String(much, StandardCharsets.UTF_8));
            transcript.pump(0);
            print(transcript, new String(much, StandardCharsets.UTF_8));
            transcript.pump(0);
            long pending = transcript.trouble().orElseThrow().pending();
            assertTrue(pending > 0);
            int got = reader.read(buffer);
            transcript.pump(SECOND);
            got += reader.read(buffer);
            assertEquals(2 * much.length, got);
            assertEquals(Optional.empty(), transcript.trouble());
        }
    }

    @Test
    void theManagersOwnStreamsFollow() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(java, "-Xint", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), OwnStreams.class.getName(), log.toString())
                .redirectErrorStream(true).start();
        try {
            String noise = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertTrue(process.waitFor(60, TimeUnit.SECONDS));
            assertEquals(0, process.exitValue(), noise);
            assertEquals("", noise);
        } finally {
            process.destroyForcibly();
        }
        assertEquals("out\nerr\n", content("log.1"));
        assertEquals("out\nerr\n", content("log"));
    }

    /** A process that may redirect its own streams. */
    static final class OwnStreams {
        private OwnStreams() {
        }

        public static void main(String[] args) throws IOException {
            Path log = Path.of(args[0]);
            try (Transcript transcript = Transcript.open(args[0])) {
                transcript.redirectOwn();
                speak();
                Files.move(log, Path.of(args[0] + ".1"));
                transcript.reopen();
                speak();
            }
        }

        private static void speak() throws PosixException {
            Fd.standard(1).writeFully("out\n".getBytes(StandardCharsets.UTF_8));
            Fd.standard(2).writeFully("err\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
