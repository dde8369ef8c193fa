package zdaemon.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.kernel.Story;
import zdaemon.posix.Accounts;
import zdaemon.posix.Clock;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.NativeString;
import zdaemon.posix.OpenFiles;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Values;
import zdaemon.transcript.Transcript;

/** The output of one of many programs. */
class ProgramOutputTest {
    @TempDir
    Path folder;

    @Test
    void itsFileIsInItsDirectoryItsUsersAndLeavesTheManagersStreamsAlone() throws Exception {
        boolean isRoot = Credentials.effectiveUid() == 0;
        String user = isRoot ? "nobody" : Accounts.byUid(Credentials.effectiveUid()).orElseThrow().name();
        FileSystem.changeMode(folder.toString(), 0755);
        Path directory = Files.createDirectory(folder.toRealPath().resolve("own"));
        FileSystem.changeOwner(directory.toString(), Accounts.byName(user).orElseThrow().uid(), -1);
        ProgramSpec spec = new ProgramSpec(Values.none().with(Option.PROGRAM, List.of("/bin/true"))
                .with(Option.DIRECTORY, directory.toString()).with(Option.UMASK, 027).with(Option.USER, user)
                .with(Option.TRANSCRIPT, "web.log"), Map.of());
        Particulars particulars = Particulars.of(new Mark("web", "/run/s"), spec, false, new Users(),
                new OpenFiles.Limits(100, 100));
        FileStatus streams = FileSystem.status(Fd.standard(1));
        ProgramOutput output = new ProgramOutput(spec, particulars, FilesBeside.in(folder.resolve(".web").toString()),
                new Story());
        try (Transcript transcript = output.openBeside(Optional.empty())) {
            new Written(transcript).write("one\n");
            FileSystem.rename(directory.resolve("web.log").toString(), directory.resolve("web.log.1").toString());
            transcript.reopen();
            new Written(transcript).write("two\n");
            transcript.forget();
        }
        assertEquals("one\n", Files.readString(directory.resolve("web.log.1")));
        assertEquals("two\n", Files.readString(directory.resolve("web.log")));
        for (String name : List.of("web.log", "web.log.1")) {
            FileStatus status = FileSystem.status(directory.resolve(name).toString()).orElseThrow();
            assertEquals(Accounts.byName(user).orElseThrow().uid(), status.uid());
            assertEquals(0640, status.mode());
        }
        assertEquals(streams, FileSystem.status(Fd.standard(1)));
    }

    /** As a program writes. */
    private record Written(Transcript transcript) {
        void write(String text) throws IOException {
            Fd.standard(transcript.childDescriptor()).writeFully(NativeString.encode(text));
            transcript.drain(Clock.monotonicNanos());
        }
    }
}
