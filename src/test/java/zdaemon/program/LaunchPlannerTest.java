package zdaemon.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.posix.Account;
import zdaemon.posix.Accounts;
import zdaemon.posix.Credentials;
import zdaemon.posix.FileSystem;
import zdaemon.posix.OpenFiles;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.Launch;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Values;

/** What one of many programs gets by its spawn, and what a manager's only program gets from the manager. */
class LaunchPlannerTest {
    private static final Mark MARK = new Mark("web.1", "/run/site/zdsock");
    private static final OpenFiles.Limits LIMITS = new OpenFiles.Limits(1024, 20000);
    private static final OptionalInt OUTPUT = OptionalInt.of(7);

    @TempDir
    Path folder;

    private static ProgramSpec spec(String... command) {
        return new ProgramSpec(Values.none().with(Option.PROGRAM, List.of(command)), Map.of());
    }

    private static ProgramSpec with(ProgramSpec spec, Map<String, String> environment) {
        return new ProgramSpec(spec.values(), environment);
    }

    private static LaunchPlan among(ProgramSpec spec, boolean isOneshot, String... environment) throws Exception {
        Particulars particulars = Particulars.of(MARK, spec, isOneshot, new Users(), LIMITS);
        return new LaunchPlanner(spec, Surroundings.of(List.of(environment), () -> 0), particulars, false).plan(OUTPUT);
    }

    @Test
    void theOnlyProgramGetsNothingButItsWordsAndEnvironment() throws Exception {
        ProgramSpec spec = with(spec("/bin/sh").with(Option.DIRECTORY, "/tmp").with(Option.UMASK, 077), Map.of("A", "1"));
        Launch mandate = new Launch(spec, new ManagerSpec(Values.none(), Optional.empty()), List.of("HOME=/root"));
        SpawnPlan expected = SpawnPlan.of("/bin/sh", List.of("/bin/sh"), List.of("HOME=/root", "A=1")).keepingIgnored()
                .withStreams(0, 7, 7).inNewProcessGroup();
        LaunchPlan plan = new LaunchPlanner(mandate, false).plan(OUTPUT);
        assertEquals(expected, plan.program());
        assertEquals(LaunchPlanner.rules(mandate, false), plan.rules());
        assertFalse(plan.rules().hangAround());
    }

    @Test
    void oneOfManyGetsAllByItsSpawn() throws Exception {
        ProgramSpec spec = spec("/bin/sh").with(Option.DIRECTORY, "/tmp").with(Option.UMASK, 077)
                .with(Option.START_TEST_PROGRAM, List.of("/bin/true"));
        LaunchPlan plan = among(spec, false, "HOME=/root");
        List<String> environment = List.of("HOME=/root", "ZDAEMON_PROGRAM=web.1", "ZDAEMON_SOCKET=/run/site/zdsock");
        for (SpawnPlan process : List.of(plan.program(), plan.startTest())) {
            assertEquals(environment, process.environment());
            assertEquals(Optional.of("/tmp"), process.directory());
            assertEquals(OptionalInt.of(077), process.umask());
            assertEquals(Optional.of(LIMITS), process.openFiles());
            assertEquals(Optional.empty(), process.user());
            assertTrue(process.newProcessGroup());
        }
        assertTrue(plan.rules().hangAround());
        assertEquals(LaunchPlanner.rules(spec, false), plan.rules());
    }

    @Test
    void aOneshotIsDoneWithExitStatusZero() throws Exception {
        ProgramSpec spec = spec("/bin/sh").with(Option.EXIT_CODES, Set.of(3));
        assertEquals(Set.of(0), among(spec, true).rules().exitCodes());
        assertEquals(Set.of(3), among(spec, false).rules().exitCodes());
    }

    @Test
    void theUsersNamesAreInItsEnvironmentAndTheFileWins() throws Exception {
        assumeTrue(Credentials.effectiveUid() == 0, "only root's programs have other users");
        Account daemon = Accounts.byName("daemon").orElseThrow();
        for (String name : List.of("daemon", Integer.toString(daemon.uid()))) {
            LaunchPlan plan = among(with(spec("/bin/sh").with(Option.USER, name),
                    Map.of("HOME", "/srv", "ZDAEMON_PROGRAM", "other")), false, "HOME=/root", "USER=root");
            assertEquals(Optional.of(daemon), plan.program().user());
            assertEquals(List.of("HOME=/srv", "USER=daemon", "LOGNAME=daemon", "SHELL=" + daemon.shell(),
                    "ZDAEMON_PROGRAM=web.1", "ZDAEMON_SOCKET=/run/site/zdsock"), plan.program().environment());
        }
    }

    /** Then there is nothing to switch, which only root could. */
    @Test
    void onesOwnUserMayBeNamed() throws Exception {
        Account self = Accounts.byUid(Credentials.effectiveUid()).orElseThrow();
        LaunchPlan plan = among(spec("/bin/sh").with(Option.USER, self.name()), false, "HOME=/nowhere");
        assertEquals(Optional.empty(), plan.program().user());
        assertTrue(plan.program().environment().contains("HOME=" + self.home()));
    }

    @Test
    void anUnknownUserIsAFailureOfThatProgram() {
        for (String[] each : new String[][] {
                {"nosuch-user", "username 'nosuch-user' not found"}, {"4294967290", "uid '4294967290' not found"}}) {
            ManagerFailure failure = assertThrows(ManagerFailure.class,
                    () -> among(spec("/bin/sh").with(Option.USER, each[0]), false));
            assertEquals(each[1], failure.getMessage());
        }
    }

    /** The manager stands elsewhere. */
    @Test
    void relativeProgramsAreLookedForInTheProgramsDirectory() throws Exception {
        Path program = Files.writeString(Files.createDirectory(folder.resolve("bin")).resolve("serve"), "#!/bin/sh\n");
        FileSystem.changeMode(program.toString(), 0755);
        String directory = folder.toString();
        assertEquals("bin/serve", among(spec("bin/serve").with(Option.DIRECTORY, directory), false).program().executable());
        assertEquals("bin/serve",
                among(spec("serve").with(Option.DIRECTORY, directory), false, "PATH=bin").program().executable());
        missing("can't stat program 'bin/server'", spec("bin/server").with(Option.DIRECTORY, directory));
        missing("can't stat program 'bin/serve'", spec("bin/serve"));
        FileSystem.changeMode(program.toString(), 0644);
        missing("no permission to run program 'bin/serve'", spec("bin/serve").with(Option.DIRECTORY, directory));
    }

    private static void missing(String message, ProgramSpec spec) throws IOException {
        ManagerFailure failure = assertThrows(ManagerFailure.class, () -> among(spec, false));
        assertEquals(message, failure.getMessage());
        assertEquals(2, failure.exitStatus());
    }
}
