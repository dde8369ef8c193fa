package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.Descriptors;
import zdaemon.posix.Errno;
import zdaemon.posix.FileSystem;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Reaping;

/** Every step that can be made to fail: a session or group cannot, since a new child leads none. */
class SpawnFailureTest {
    private static final int CLOSED = 500;
    private static final SpawnPlan TRUE = SpawnPlan.of("/bin/true", List.of("true"), List.of());

    private SortedSet<Integer> openBefore;

    @TempDir
    Path folder;

    /** Not earlier: making a temporary folder leaves descriptors open. */
    @BeforeEach
    void lookWhatIsOpen() {
        openBefore = Descriptors.open();
    }

    @AfterEach
    void nothingLeaksAndNoChildIsLeft() throws PosixException {
        assertEquals(openBefore, Descriptors.open());
        assertEquals(new Reaping.NoChildren(), Processes.reapAny());
    }

    private static void fails(SpawnStep step, Errno errno, String message, SpawnPlan plan) throws PosixException {
        SpawnReport.Failed failed = Run.failure(plan);
        assertEquals(new SpawnReport.Failed(step, errno), failed);
        assertEquals(message, Spawner.explain(failed, plan));
    }

    private static SpawnPlan program(String path) {
        return SpawnPlan.of(path, List.of("x"), List.of());
    }

    @Test
    void exec() throws IOException {
        fails(SpawnStep.EXEC, Errno.ENOENT, "can't exec '/no/such': No such file or directory", program("/no/such"));
        fails(SpawnStep.EXEC, Errno.EACCES, "can't exec '/tmp': Permission denied", program("/tmp"));
        String text = Files.writeString(folder.resolve("text"), "no program\n").toString();
        fails(SpawnStep.EXEC, Errno.EACCES, "can't exec '" + text + "': Permission denied", program(text));
        FileSystem.changeMode(text, 0755);
        fails(SpawnStep.EXEC, Errno.ENOEXEC, "can't exec '" + text + "': Exec format error", program(text));
        fails(SpawnStep.EXEC, Errno.E2BIG, "can't exec '/bin/true': Argument list too long",
                SpawnPlan.of("/bin/true", new ArrayList<>(Collections.nCopies(40, "x".repeat(100_000))), List.of()));
    }

    @Test
    void interpreterOfAnInterpreter() throws IOException {
        String inner = Files.writeString(folder.resolve("inner"), "#!/no/such\n").toString();
        String outer = Files.writeString(folder.resolve("outer"), "#!" + inner + " -x\n").toString();
        String loop = Files.writeString(folder.resolve("loop"), "#!" + folder.resolve("loop") + "\n").toString();
        for (String script : List.of(inner, outer, loop)) {
            FileSystem.changeMode(script, 0755);
        }
        assertEquals("can't exec '" + outer + "': No such file or directory: can't run its interpreter '" + inner
                + "': its interpreter '/no/such' is missing",
                ExecFailure.explain(Run.failure(program(outer)), program(outer)));
        assertEquals("can't exec '" + loop + "': Too many levels of symbolic links",
                ExecFailure.explain(Run.failure(program(loop)), program(loop)));
    }

    @Test
    void directory() throws IOException {
        fails(SpawnStep.DIRECTORY, Errno.ENOENT, "can't change directory to '/no/such': No such file or directory",
                TRUE.withDirectory("/no/such"));
        fails(SpawnStep.DIRECTORY, Errno.ENOTDIR, "can't change directory to '/dev/null': Not a directory",
                TRUE.withDirectory("/dev/null"));
    }

    @Test
    void directoryOfAnotherUser() throws PosixException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can run a program as somebody else");
        FileSystem.changeMode(folder.toString(), 0700);
        fails(SpawnStep.DIRECTORY, Errno.EACCES, "can't change directory to '" + folder + "': Permission denied",
                TRUE.withDirectory(folder.toString()).asUser(Accounts.byName("nobody").orElseThrow()));
    }

    @Test
    void streams() throws PosixException {
        fails(SpawnStep.STDIN, Errno.EBADF, "can't redirect standard input to descriptor 500: Bad file descriptor",
                TRUE.withStreams(CLOSED, 1, 2));
        fails(SpawnStep.STDOUT, Errno.EBADF, "can't redirect standard output to descriptor 500: Bad file descriptor",
                TRUE.withStreams(0, CLOSED, 2));
        fails(SpawnStep.STDERR, Errno.EBADF, "can't redirect standard error to descriptor -1: Bad file descriptor",
                TRUE.withStreams(0, 1, -1));
        fails(SpawnStep.KEEP, Errno.EBADF, "can't pass on descriptors [500]: Bad file descriptor",
                TRUE.keeping(List.of(CLOSED)));
    }

    @Test
    void impossibleLimits() throws PosixException {
        fails(SpawnStep.LIMITS, Errno.EINVAL, "can't set the limit of open files to 200:100: Invalid argument",
                TRUE.withOpenFiles(new OpenFiles.Limits(200, 100)));
    }

    @Test
    void impossibleUser() throws PosixException {
        assumeTrue(Credentials.effectiveUid() == 0, "others may not even try");
        fails(SpawnStep.GROUPS, Errno.EINVAL, "can't set the supplementary groups to those of 'x': Invalid argument",
                TRUE.asUser(new Account("x", 5, -1, "/", "")));
        fails(SpawnStep.UID, Errno.EINVAL, "can't set user id to -1: Invalid argument",
                TRUE.asUser(new Account("x", -1, 5, "/", "")));
    }

    @Test
    void anotherUserWhenNotRoot() throws PosixException {
        String refused = "can't set the supplementary groups to those of 'root': Operation not permitted";
        Account root = Accounts.byUid(0).orElseThrow();
        if (Credentials.effectiveUid() != 0) {
            fails(SpawnStep.GROUPS, Errno.EPERM, refused, TRUE.asUser(root));
        } else {
            assertEquals(refused + "\n", TestJvm.output(UserProbe.class));
        }
    }

    @Test
    void textsWithANul() {
        for (SpawnPlan plan : List.of(program("/bin/true\0x"), TRUE.withDirectory("/\0"),
                SpawnPlan.of("/bin/true", List.of("a\0b"), List.of()),
                SpawnPlan.of("/bin/true", List.of(), List.of("A=\0")))) {
            assertEquals(Errno.EINVAL, assertThrows(PosixException.class, () -> Run.failure(plan)).errno());
        }
    }

    @Test
    void theFailedChildEndsWith127() throws PosixException {
        // Not by way of the one that waits for the report, since that reaps.
        assertEquals("Exited[status=127]\n", TestJvm.output(FailureProbe.class));
    }
}
