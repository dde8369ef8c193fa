package zdaemon.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.OutputFile;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.spec.ProgramSpec.FullPolicy;

/** One transcript after the other on the same files, the earlier ones ended as a SIGKILL ends them. */
class SuccessionTest {
    private static final String BEFORE = "before\n";

    @TempDir
    Path folder;
    private Path log;
    private Keeping keeping;
    private Fd program;

    @BeforeEach
    void aProgramThatHasWritten() throws IOException {
        log = folder.resolve("log");
        keeping = new Keeping(folder.resolve("pipe").toString(), folder.resolve("staging").toString());
        Files.writeString(log, BEFORE);
        program = PrivateFile.openPipe(keeping.pipe());
    }

    @AfterEach
    void end() {
        program.close();
    }

    private void print(String text) throws PosixException {
        program.writeFully(text.getBytes(StandardCharsets.UTF_8));
    }

    private Transcript open() throws PosixException {
        return Transcript.open(log.toString(), FullPolicy.BLOCK, keeping);
    }

    private Fatal fatal(Fatal.Moment moment) throws PosixException {
        return new Fatal(OutputFile.open(log.toString()), moment);
    }

    private void die(Fatal.Moment moment) throws PosixException {
        Transcript dying = Transcript.keep(log.toString(), FullPolicy.BLOCK, keeping, fatal(moment));
        assertThrows(Fatal.Killed.class, () -> dying.pump(0));
    }

    private void succeed() throws PosixException {
        try (Transcript next = open()) {
            next.pump(0);
        }
    }

    private String content() throws IOException {
        return Files.readString(log);
    }

    @ParameterizedTest
    @EnumSource(Fatal.Moment.class)
    void nothingIsLostOrDoubledWheneverTheManagerIsKilled(Fatal.Moment moment) throws IOException {
        print("one\ntwo\n");
        die(moment);
        print("three\n");
        succeed();
        assertEquals(BEFORE + "one\ntwo\nthree\n", content());
        try (Transcript last = open()) {
            last.forget();
        }
        assertFalse(Files.exists(Path.of(keeping.pipe())));
        assertFalse(Files.exists(Path.of(keeping.staging())));
    }

    @ParameterizedTest
    @EnumSource(Fatal.Moment.class)
    void norWhenTheSuccessorIsKilledOverIt(Fatal.Moment second) throws IOException {
        for (Fatal.Moment first : List.of(Fatal.Moment.BEFORE_WRITE, Fatal.Moment.AMID_WRITE)) {
            Files.writeString(log, BEFORE);
            print("one\ntwo\n");
            die(first);
            assertThrows(Fatal.Killed.class, () -> Transcript.keep(
                    log.toString(), FullPolicy.BLOCK, keeping, fatal(second)));
            succeed();
            assertEquals(BEFORE + "one\ntwo\n", content(), first.toString());
        }
    }

    @Test
    void repetitiveOutputIsNoReasonToThinkItWritten() throws IOException {
        print("y\n");
        succeed();
        print("y\n");
        die(Fatal.Moment.BEFORE_WRITE);
        succeed();
        assertEquals(BEFORE + "y\ny\n", content());
    }

    /** Of whatever origin, a file that makes no sense holds no output. */
    @Test
    void nonsenseIsNotOutput() throws IOException {
        byte[] nonsense = new byte[2 * Staging.BEGIN];
        for (long end : new long[] {-1, 1, Staging.BEGIN, nonsense.length + 1, Long.MAX_VALUE}) {
            ByteBuffer.wrap(nonsense).order(ByteOrder.nativeOrder()).putLong(Staging.END, end);
            Files.write(Path.of(keeping.staging()), nonsense);
            Files.setPosixFilePermissions(Path.of(keeping.staging()), PosixFilePermissions.fromString("rw-------"));
            print("one\n");
            succeed();
            assertEquals(BEFORE + "one\n", content(), "end " + end);
            Files.writeString(log, BEFORE);
        }
    }

    @Test
    void moreThanFitsAtATime() throws IOException {
        String much = "0123456789abcde\n".repeat(4096);
        try (Transcript transcript = open()) {
            for (int i = 0; i < 20; i++) {
                print(much);
                transcript.pump(0);
            }
        }
        assertEquals(BEFORE + much.repeat(20), content());
    }

    @Test
    void othersMayAppendToTheTranscriptToo() throws IOException {
        print("one\n");
        die(Fatal.Moment.BEFORE_WRITE);
        Files.writeString(log, "other\n", StandardOpenOption.APPEND);
        succeed();
        assertEquals(BEFORE + "other\none\n", content());
        Files.writeString(log, "");
        print("two\n");
        die(Fatal.Moment.AFTER_WRITE);
        Files.writeString(log, "other\n", StandardOpenOption.APPEND);
        succeed();
        assertEquals("two\nother\n", content());
    }

    @Test
    void aTranscriptMovedAwayMeanwhile() throws IOException {
        print("one\n");
        die(Fatal.Moment.BEFORE_WRITE);
        Files.move(log, folder.resolve("log.1"));
        succeed();
        assertEquals("one\n", content());
    }

    @Test
    void aTranscriptCutMeanwhile() throws IOException {
        print("one\n");
        die(Fatal.Moment.BEFORE_WRITE);
        Files.writeString(log, "");
        succeed();
        assertEquals("one\n", content());
    }

    @Test
    void whatCannotBeWrittenYetOutlivesTheManager() throws IOException {
        Files.delete(log);
        Files.createSymbolicLink(log, Path.of("/dev/full"));
        print("one\n");
        Transcript stuck = open();
        stuck.pump(0);
        assertTrue(stuck.trouble().isPresent());
        Files.delete(log);
        succeed();
        assertEquals("one\n", content());
    }

    @Test
    void whoHasNoManagerWaitsAndGetsNoSignal() throws IOException {
        program.setNonBlocking(true);
        byte[] kilobyte = new byte[1024];
        int kept = 0;
        PosixException full = null;
        while (full == null) {
            try {
                program.writeFully(kilobyte);
                kept += kilobyte.length;
            } catch (PosixException e) {
                full = e;
            }
        }
        assertEquals(Errno.EAGAIN, full.errno());
        Files.writeString(log, "");
        succeed();
        assertEquals(kept, Files.size(log));
    }

    @Test
    void afterTheEndSurvivorsGetAnErrorInsteadOfWaiting() throws IOException {
        try (Transcript transcript = open()) {
            transcript.forget();
            program.close();
            program = Fd.standard(transcript.childDescriptor()).duplicate();
        }
        byte[] tooMuch = new byte[1 << 20];
        assertEquals(Errno.EAGAIN, assertThrows(PosixException.class, () -> program.writeFully(tooMuch)).errno());
    }
}
