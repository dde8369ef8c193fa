package zdaemon.transcript;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.spec.ProgramSpec.FullPolicy;

/** Whatever the disk does: nothing lost, nothing doubled; and what is dropped is accounted for to the byte. */
class TranscriptPropertiesTest {
    private static final Pattern NOTE =
            Pattern.compile("\n?zdaemon: (\\d+) bytes of output are missing here: [^\n]+\n");

    /** What happens to a transcript between two turns of the loop. */
    enum Step {
        PROGRAM_WRITES, LOOP_TURNS, TIME_PASSES, DISK_FILLS, DISK_HAS_LITTLE_ROOM, DISK_HAS_ROOM, READER_IS_SLOW, REOPEN
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Arbitraries.of(Step.class).list().ofMaxSize(60);
    }

    @Property(tries = 300)
    @Behaviour({Paragraph.REOPENING, Paragraph.TRANSCRIPT})
    void blockLosesNothing(@ForAll("steps") List<Step> steps) throws PosixException {
        Life life = new Life(FullPolicy.BLOCK, "\n");
        life.live(steps);
        assertArrayEquals(life.written.toByteArray(), life.content.toByteArray());
    }

    @Property(tries = 300)
    void dropCountsWhatIsMissing(@ForAll("steps") List<Step> steps) throws PosixException {
        // No line ends of the program's own: so those before the notes are the notes'.
        Life life = new Life(FullPolicy.DROP, ";");
        life.live(steps);
        String content = life.content.toString(StandardCharsets.US_ASCII);
        long missing = 0;
        StringBuilder kept = new StringBuilder();
        Matcher notes = NOTE.matcher(content);
        while (notes.find()) {
            missing += Long.parseLong(notes.group(1));
            notes.appendReplacement(kept, "");
        }
        notes.appendTail(kept);
        assertEquals(life.written.size(), kept.length() + missing, content);
        assertTrue(isSubsequence(kept, life.written.toString(StandardCharsets.US_ASCII)), content);
    }

    private static boolean isSubsequence(CharSequence part, String whole) {
        int at = 0;
        for (int i = 0; i < whole.length() && at < part.length(); i++) {
            at += whole.charAt(i) == part.charAt(at) ? 1 : 0;
        }
        return at == part.length();
    }

    private static final class Life {
        private static final long SECOND = 1_000_000_000L;

        private final ByteArrayOutputStream content = new ByteArrayOutputStream();
        private final ByteArrayOutputStream written = new ByteArrayOutputStream();
        private final Transcript transcript;
        private final Fd program;
        private FakeDisk disk = new FakeDisk(content, Integer.MAX_VALUE);
        private long now = Long.MAX_VALUE - 20 * SECOND;
        private final String end;
        private int number;

        Life(FullPolicy policy, String end) throws PosixException {
            this.end = end;
            transcript = Transcript.over("", policy, disk);
            program = Fd.standard(transcript.childDescriptor());
        }

        void live(List<Step> steps) throws PosixException {
            try (transcript) {
                for (Step step : steps) {
                    take(step);
                }
                disk.room(Integer.MAX_VALUE);
                now += 2 * SECOND;
                transcript.pump(now);
                assertTrue(transcript.trouble().isEmpty());
                assertTrue(transcript.retryAt().isEmpty());
            }
        }

        private void take(Step step) throws PosixException {
            switch (step) {
                case PROGRAM_WRITES -> {
                    // Less than the pipe holds in sum: this thread is also the one that would have to empty it.
                    byte[] text = ("output " + number++ + end).getBytes(StandardCharsets.US_ASCII);
                    program.writeFully(text);
                    written.writeBytes(text);
                }
                case LOOP_TURNS -> turn();
                case TIME_PASSES -> {
                    now += SECOND;
                    turn();
                }
                case DISK_FILLS -> disk.room(0);
                case DISK_HAS_LITTLE_ROOM -> disk.room(13);
                case DISK_HAS_ROOM -> disk.room(Integer.MAX_VALUE);
                case READER_IS_SLOW -> disk.slow(true);
                case REOPEN -> {
                    disk = new FakeDisk(content, Integer.MAX_VALUE);
                    transcript.replace(disk, now);
                }
            }
        }

        private void turn() throws PosixException {
            boolean due = transcript.retryAt().isPresent() && transcript.retryAt().getAsLong() - now <= 0;
            if (transcript.wantsToRead() || due) {
                transcript.pump(now);
            }
        }
    }
}
