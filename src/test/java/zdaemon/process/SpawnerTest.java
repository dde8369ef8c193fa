package zdaemon.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Clock;
import zdaemon.posix.Credentials;
import zdaemon.posix.Descriptors;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.MemoryFile;
import zdaemon.posix.Open;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.Pid;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.posix.SignalSet;
import zdaemon.posix.Signals;
import zdaemon.posix.WaitStatus;

/** What a program finds when it starts. {@link SpawnFailureTest} has what happens when it does not. */
class SpawnerTest {
    private SortedSet<Integer> openBefore;

    @TempDir
    Path folder;

    /** Not earlier: making a temporary folder leaves descriptors open. */
    @BeforeEach
    void lookWhatIsOpen() {
        openBefore = Descriptors.open();
    }

    @AfterEach
    void nothingLeaks() {
        assertEquals(openBefore, Descriptors.open());
    }

    private static SpawnPlan shell(String script) {
        return SpawnPlan.of("/bin/sh", List.of("sh", "-c", script), List.of("PATH=/usr/bin:/bin"));
    }

    private static String output(SpawnPlan plan) throws PosixException {
        Run run = Run.of(plan);
        assertEquals(new WaitStatus.Exited(0), run.status(), run.output());
        return run.output();
    }

    private static String line(String status, String name) {
        for (String line : status.split("\n")) {
            if (line.startsWith(name + ":")) {
                return line.substring(name.length() + 1).trim();
            }
        }
        throw new AssertionError(name + " is not in " + status);
    }

    @Test
    @Behaviour(Paragraph.PROGRAM_GETS)
    void hasThreeDescriptorsAndNoOthers() throws PosixException {
        try (Fd inherited = Fd.open("/dev/null", Open.READ, 0)) {
            inherited.redirect(100);
            try (Fd open = Fd.adopt(100)) {
                open.redirect(open.number());
                // ls has one more, the folder that it lists.
                SpawnPlan plan = SpawnPlan.of("/bin/ls", List.of("ls", "/proc/self/fd"), List.of());
                assertEquals("0\n1\n2\n3\n", output(plan));
            }
        }
    }

    @Test
    void keepsDescriptorsThatItIsToldTo() throws PosixException {
        try (Fd one = MemoryFile.of("one ".getBytes()); Fd two = MemoryFile.of("two".getBytes())) {
            one.redirect(100);
            two.redirect(150);
            try (Fd first = Fd.adopt(100); Fd second = Fd.adopt(150)) {
                SpawnPlan plan = shell("cat /dev/fd/100 /dev/fd/150; ls /proc/self/fd")
                        .keeping(List.of(second.number(), first.number()));
                assertEquals("one two0\n1\n100\n150\n2\n3\n", output(plan));
            }
        }
    }

    @Test
    @Behaviour(Paragraph.PROGRAM_GETS)
    void hasEmptyMaskAndDefaultDispositions() throws PosixException {
        SignalSet mask = Signals.block(SignalSet.of(Signal.WINCH));
        Signals.ignore(Signal.WINCH);
        Signals.ignore(Signal.PIPE);
        try {
            String status = output(SpawnPlan.of("/bin/cat", List.of("cat", "/proc/self/status"), List.of()));
            assertEquals("0".repeat(16), line(status, "SigBlk"));
            assertEquals("0".repeat(16), line(status, "SigIgn"));
            assertEquals("0".repeat(16), line(status, "SigCgt"));
            assertTrue(Signals.blocked().contains(Signal.WINCH), "this process's mask is as it was");
        } finally {
            Signals.setDefault(Signal.WINCH);
            Signals.setDefault(Signal.PIPE);
            Signals.setMask(mask);
        }
    }

    @Test
    void hasTheMaskOfThePlan() throws PosixException {
        SpawnPlan plan = SpawnPlan.of("/bin/cat", List.of("cat", "/proc/self/status"), List.of());
        String status = output(plan.withMask(SignalSet.of(Signal.HUP, Signal.TERM)));
        assertEquals("0000000000004001", line(status, "SigBlk"));
    }

    @Test
    @Behaviour(Paragraph.PROGRAM_GETS)
    void hasExactlyItsArgumentsAndEnvironment() throws PosixException {
        List<String> odd = List.of("a b", "", "\udcff\u20ac'\"$x", "\n");
        List<String> command = new ArrayList<>(List.of("printf", "<%s>"));
        command.addAll(odd);
        SpawnPlan plan = SpawnPlan.of("/usr/bin/printf", command, List.of());
        assertEquals("<" + String.join("><", odd) + ">", output(plan));
        assertEquals("ODD=\udcfe\u00e9\nE=\n", output(SpawnPlan.of("/usr/bin/env", List.of("env"),
                List.of("ODD=\udcfe\u00e9", "E="))));
        assertEquals("", output(SpawnPlan.of("/usr/bin/env", List.of("anything at all"), List.of())));
    }

    @Test
    void hasUmaskAndDirectory() throws IOException {
        SpawnPlan plan = shell("umask; pwd").withUmask(0137).withDirectory(folder.toRealPath().toString());
        assertEquals("0137\n" + folder.toRealPath() + "\n", output(plan));
        int umask = FileSystem.umask(0);
        FileSystem.umask(umask);
        String same = "0" + Integer.toOctalString(umask);
        assertTrue(output(shell("umask; pwd")).startsWith("0".repeat(4 - same.length()) + same));
    }

    @Test
    void leadsASessionOrAGroupOrNeither() throws PosixException {
        String script = "set -- $(cat /proc/$$/stat); echo $$ $5 $6";
        String own = Processes.group(Processes.self()).value() + " " + Processes.session(Processes.self()).value();
        String[] plain = output(shell(script)).trim().split(" ", 2);
        assertEquals(own, plain[1]);
        String[] group = output(shell(script).inNewProcessGroup()).trim().split(" ");
        assertEquals(group[0], group[1]);
        assertEquals(Integer.toString(Processes.session(Processes.self()).value()), group[2]);
        String[] session = output(shell(script).inNewSession().inNewProcessGroup()).trim().split(" ");
        assertEquals(session[0], session[1]);
        assertEquals(session[0], session[2]);
    }

    @Test
    @Behaviour(Paragraph.USER)
    void runsAsAnotherUser() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can run a program as somebody else");
        Account nobody = Accounts.byName("nobody").orElseThrow();
        String expected = nobody.uid() + "\n" + nobody.gid() + "\n" + Run.of("/usr/bin/id", "-G", "nobody").output();
        assertEquals(expected, output(shell("id -u; id -g; id -G").asUser(nobody)));
        String status = output(SpawnPlan.of("/bin/cat", List.of("cat", "/proc/self/status"), List.of()).asUser(nobody));
        assertEquals("0".repeat(16), line(status, "CapEff"));
        assertEquals("0".repeat(16), line(status, "CapPrm"));
    }

    /** One manager's programs, side by side: what one is given does not reach the next, nor this process. */
    @Test
    @Behaviour(Paragraph.USER)
    void programsOfSeveralUsersDifferInAllThatIsTheirs() throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "only root can run programs as others");
        String before = Files.readString(Path.of("/proc/self/status"));
        SpawnPlan cat = SpawnPlan.of("/bin/cat", List.of("cat", "/proc/self/status"), List.of());
        SpawnPlan where = SpawnPlan.of("/bin/readlink", List.of("readlink", "/proc/self/cwd"), List.of());
        for (String name : List.of("daemon", "nobody", "root", "daemon")) {
            Account user = Accounts.byName(name).orElseThrow();
            Path own = Files.createDirectories(folder.resolve(name)).toRealPath();
            FileSystem.changeMode(folder.toString(), 0711);
            FileSystem.changeMode(own.toString(), 0700);
            FileSystem.changeOwner(own.toString(), user.uid(), user.gid());
            int umask = 020 + user.uid() % 8;
            String status = output(cat.asUser(user).withDirectory(own.toString()).withUmask(umask));
            String four = "\t" + user.uid();
            assertEquals(four.repeat(4).trim(), line(status, "Uid"));
            assertEquals(("\t" + user.gid()).repeat(4).trim(), line(status, "Gid"));
            assertEquals(Run.of("/usr/bin/id", "-G", name).output().trim(), line(status, "Groups"));
            assertEquals("00" + Integer.toOctalString(umask), line(status, "Umask"));
            assertEquals(own + "\n", output(where.asUser(user).withDirectory(own.toString()).withUmask(umask)));
        }
        String after = Files.readString(Path.of("/proc/self/status"));
        for (String field : List.of("Uid", "Gid", "Groups", "Umask")) {
            assertEquals(line(before, field), line(after, field));
        }
    }

    /** Also of a user who may not raise the limit again, and who finds it where it was before the manager raised its own. */
    @Test
    void hasItsOwnLimitOfOpenFiles() throws PosixException {
        OpenFiles.Limits own = OpenFiles.limits();
        SpawnPlan plan = shell("ulimit -Sn; ulimit -Hn")
                .withOpenFiles(new OpenFiles.Limits(100, 200));
        if (Credentials.effectiveUid() == 0) {
            assertEquals("100\n200\n", output(plan.asUser(Accounts.byName("nobody").orElseThrow())));
        }
        assertEquals("100\n200\n", output(plan));
        assertEquals(own, OpenFiles.limits());
    }

    @Test
    void streamsMayBeSwappedAround() throws PosixException {
        assertEquals("out err\nerr out\n", TestJvm.output(StreamsProbe.class));
    }

    @Test
    void streamsMayBeOneFile() throws PosixException {
        assertEquals("one\ntwo\n", output(shell("echo one; echo two >&2")));
    }

    @Test
    void replacesThisProcess() throws PosixException {
        assertEquals("can't exec '/no/such': No such file or directory\nstill here\nkept\n0\n1\n2\n3\n",
                TestJvm.output(ReplaceProbe.class));
    }

    @Test
    @SuppressWarnings("try") // the writer is closed early, as exec does it
    void reportIsPendingUntilTheProgramRuns() throws PosixException {
        Pipe never = Pipe.open();
        try (Fd report = never.reader(); Fd writer = never.writer()) {
            report.setNonBlocking(true);
            assertEquals(new SpawnReport.Pending(), Spawner.read(report));
            writer.close();
            assertEquals(new SpawnReport.Succeeded(), Spawner.read(report));
        }
    }

    @Test
    void aSilentChildIsKilledAndReaped() throws PosixException {
        // Stands in for a child that hangs: it lives, and its report says nothing.
        Pid child = Run.started(SpawnPlan.of("/bin/sleep", List.of("sleep", "600"), List.of()));
        Pipe silence = Pipe.open();
        try (Fd writer = silence.writer()) {
            silence.reader().setNonBlocking(true);
            Spawned hanging = new Spawned(child, silence.reader());
            assertEquals(new SpawnReport.TimedOut(),
                    Spawner.await(hanging, Clock.monotonicNanos() + 1_000_000));
            assertTrue(writer.number() >= 0);
        }
        assertEquals(Errno.ECHILD, assertThrows(PosixException.class, () -> Processes.reap(child)).errno());
    }

    @Test
    void aScriptRunsByItsFirstLine() throws IOException {
        Path script = Files.writeString(folder.resolve("script"), "#!/bin/sh\necho \"$0 $1\"\n");
        FileSystem.changeMode(script.toString(), 0755);
        assertEquals(script + " x\n", output(SpawnPlan.of(script.toString(), List.of("ignored", "x"), List.of())));
        assertFalse(Files.isDirectory(script));
    }
}
