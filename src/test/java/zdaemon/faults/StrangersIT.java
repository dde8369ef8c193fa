package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Running;
import zdaemon.e2e.Tool;
import zdaemon.e2e.Wire;

/** Root in other people's folders: whatever others put there, root is not turned against itself. */
@EndToEnd
class StrangersIT {
    private static final String AS_NOBODY = "setpriv --reuid nobody --regid nogroup --clear-groups ";

    @BeforeEach
    void isRootAmongOthers(Daemon daemon) throws IOException {
        assumeTrue(Tool.root(), "not root");
        assumeTrue(Tool.id("-u", "nobody") > 0, "no user nobody");
        assumeTrue(Tool.openToAll(), "the tool is in a folder that nobody may not enter");
        Kernel.require("setpriv");
        Files.setPosixFilePermissions(daemon.sandbox.folder(), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Inheritable capabilities, and what JAVA_TOOL_OPTIONS are hidden under. */
    @Test
    void nothingOfRootsIsInherited(Daemon daemon) throws IOException {
        daemon.configure("", "program sleep 100", "user nobody", "socket-name /tmp/zd-" + daemon.sandbox.folder().getParent()
                .getFileName() + "/s");
        daemon.sandbox.environment.put("ZDAEMON_KEEPS_LD_PRELOAD", "/nowhere.so");
        daemon.sandbox.environment.put("ZDAEMON_KEEPS_JAVA_TOOL_OPTIONS", "-Dkept=1");
        daemon.sandbox.shell("rm -f events; exec setpriv --inh-caps +net_raw,+sys_admin \"$ZDAEMON\" -Cconf start").exits(0);
        Path socket = Path.of("/tmp/zd-" + daemon.sandbox.folder().getParent().getFileName(), "s");
        Proc program = proc(socket);
        for (String set : new String[] {"CapInh", "CapPrm", "CapEff", "CapAmb"}) {
            assertEquals("0000000000000000", program.status().get(set), set);
        }
        List<String> environment = Arrays.asList(Files.readString(Path.of("/proc/" + program.pid() + "/environ")).split("\0"));
        assertTrue(environment.contains("JAVA_TOOL_OPTIONS=-Dkept=1"), environment::toString);
        assertFalse(environment.toString().contains("LD_PRELOAD"), environment::toString);
        daemon.ask("stop").exits(0);
        Files.delete(socket.getParent());
    }

    private static Path theirs(Daemon daemon, String name) throws IOException {
        Path folder = Files.createDirectory(daemon.sandbox.path(name));
        give(folder);
        return folder;
    }

    private static void give(Path path) {
        Kernel.run("chown", "-h", "nobody", path.toString());
    }

    private static String owner(Path path) throws IOException {
        return Files.getOwner(path).getName();
    }

    /** The link is the user's and leads to a folder of root's: nothing is made there, nothing given away. */
    @Test
    void noFolderIsMadeOrGivenAwayThroughAUsersLink(Daemon daemon) throws IOException {
        Path roots = Files.createDirectory(daemon.sandbox.path("roots"));
        Path theirs = theirs(daemon, "theirs");
        give(Files.createSymbolicLink(theirs.resolve("x"), roots));
        daemon.configure("", "program sleep 100", "user nobody", "socket-name theirs/x/run/s");
        Result refused = daemon.ask("start").exits(2);
        assertTrue(refused.err().contains("can't create directory '" + theirs.resolve("x/run") + "'"), refused::toString);
        assertTrue(refused.err().contains("is a symbolic link of user nobody"), refused::toString);
        assertEquals(0, roots.toFile().list().length);
        assertEquals("root", owner(roots));
    }

    @Test
    void aMissingFolderInAUsersFolderIsMadeByThatUser(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        Path ours = Files.createDirectory(daemon.sandbox.path("ours"));
        daemon.configure("", "program sleep 100", "user nobody", "socket-name theirs/run/s", "directory ours/work",
                "umask 027");
        daemon.ask("start").exits(0);
        for (Path made : new Path[] {theirs.resolve("run"), ours.resolve("work")}) {
            assertEquals("nobody", owner(made));
            assertEquals("rwxr-x---", PosixFilePermissions.toString(Files.getPosixFilePermissions(made)));
        }
        daemon.ask("stop").exits(0);
    }

    /** Whoever may read a folder may lock it. */
    @Test
    void nobodysLockOnTheFolderKeepsNobodyOut(Daemon daemon) {
        Kernel.require("flock");
        daemon.runs("sleep 100");
        Running holder = daemon.sandbox.launchShell("exec " + AS_NOBODY + "flock -F . sh -c 'echo held; exec sleep 100'");
        until("the lock is held", () -> holder.out().equals("held\n"));
        daemon.start();
        daemon.stop();
        assertEquals(List.of("conf", "events", "log"), daemon.sandbox.list());
    }

    @Test
    void noTranscriptIsWrittenWhereAUserHasPlantedSomething(Daemon daemon) throws IOException {
        Path victim = daemon.sandbox.write("victim", "precious\n");
        Path theirs = theirs(daemon, "theirs");
        Path shared = Files.createDirectory(daemon.sandbox.path("shared"));
        Kernel.run("chmod", "1777", shared.toString());
        Files.createLink(theirs.resolve("hard"), victim);
        give(Files.createSymbolicLink(theirs.resolve("soft"), victim));
        give(Files.createSymbolicLink(theirs.resolve("way"), daemon.sandbox.folder()));
        give(Files.createFile(shared.resolve("file")));
        for (String planted : new String[] {"theirs/hard", "theirs/soft", "theirs/way/victim", "shared/file"}) {
            daemon.configure("", "program echo words", "transcript " + planted);
            Result refused = daemon.ask("start").exits(1);
            assertTrue(refused.err().contains("can't open '" + planted + "'"), refused::toString);
            assertTrue(refused.err().contains("choose another folder") || refused.err().contains("name the folder"),
                    refused::toString);
        }
        assertEquals("precious\n", daemon.sandbox.read("victim"));
        assertEquals(0, Files.size(shared.resolve("file")));
    }

    /** The ordinary case: root's manager, logs in the folder of the program's user. */
    @Test
    void logsMayBeInAUsersFolder(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        give(Files.writeString(theirs.resolve("log"), "old\n"));
        daemon.sandbox.write("talk", "#!/bin/sh\necho new\nexec sleep 100\n").toFile().setExecutable(true);
        daemon.configure("", "program ./talk", "transcript theirs/log");
        daemon.start();
        until("the program has written", () -> daemon.sandbox.read("theirs/log").length() > "old\n".length());
        daemon.stop();
        assertTrue(daemon.sandbox.read("theirs/log").startsWith("old\n"));
        assertEquals("nobody", owner(theirs.resolve("log")));
    }

    /**
     * Root's manager, its socket and transcript in a user's folder, umask 077: the program writes what looks like a state
     * file, the user moves it there. Nobody runs those words; root's own record stands where only root can write.
     */
    @Test
    void aStateThatTheProgramHasWrittenIsNotBelieved(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        daemon.configure("", "program ./talk", "umask 077", "socket-name theirs/s", "transcript theirs/log");
        daemon.sandbox.write("talk", "#!/bin/sh\n[ -e words ] && cat words\nexec sleep 100\n").toFile().setExecutable(true);
        Proc program = daemon.start();
        assertEquals(List.of(), hidden(theirs));
        Path record = record(theirs, "s");
        // The very words of a manager of root's, with another program in them, come out of the program.
        String words = Files.readString(record, StandardCharsets.ISO_8859_1)
                .replace("talk", "evil").replaceAll("manager=\\d+", "manager=999999");
        Files.writeString(daemon.sandbox.path("words"), words, StandardCharsets.ISO_8859_1);
        daemon.sandbox.write("evil", "#!/bin/sh\ntouch " + daemon.sandbox.path("owned") + "\nexec sleep 100\n")
                .toFile().setExecutable(true);
        daemon.ask("restart").exits(0);
        program = proc(theirs.resolve("s"));
        until("the words are in the transcript", () -> Files.size(theirs.resolve("log")) == words.length());
        Kernel.run("mv", theirs.resolve("log").toString(), theirs.resolve(".s.state").toString());
        killManager(theirs.resolve("s"));
        daemon.ask("status").exits(0).prints("program running; pid=" + program.pid() + "\n");
        Kernel.run("kill", "-9", Long.toString(program.pid()));
        until("there is a new process", () -> !Wire.status(theirs.resolve("s")).get("application").equals("0"));
        assertTrue(Files.notExists(daemon.sandbox.path("owned")), "root has run what the user's file said");
        daemon.ask("stop").exits(0);
        assertTrue(Files.notExists(record));
    }

    /** The same, where root has no record of its own: nothing is run, and the file is named. */
    @Test
    void aPlantedStateIsNamed(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        daemon.configure("", "program sleep 100", "socket-name theirs/s");
        for (String content : new String[] {"", "zdaemon-state 1\nprogram=" + Proc.of(1).pid() + " 5 x\n\n", "nonsense"}) {
            Path planted = Files.writeString(theirs.resolve(".s.state"), content);
            give(planted);
            for (String action : new String[] {"start", "status", "stop"}) {
                daemon.ask(action).exits(1).complainsAbout("'" + planted + "' belongs to user nobody");
            }
            Files.delete(planted);
        }
        daemon.ask("start").exits(0);
        daemon.ask("stop").exits(0);
    }

    /** Root comes to a program whose manager, nobody's, has been killed. */
    @Test
    void rootStartsNoSecondCopyOfAnothersProgram(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        daemon.configure("", "program sleep 100", "socket-name theirs/s");
        daemon.sandbox.shell("rm -f events; exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0);
        Proc program = proc(theirs.resolve("s"));
        killManager(theirs.resolve("s"));
        for (String action : new String[] {"start", "status", "stop", "restart"}) {
            daemon.ask(action).exits(1).complainsAbout("as process " + program.pid() + " of user nobody");
        }
        assertEquals(1, Proc.marked("ZDAEMON_TEST_RUN", daemon.sandbox.environment.get("ZDAEMON_TEST_RUN")).size());
        daemon.sandbox.shell("exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf stop").exits(0);
        Daemon.gone(program);
    }

    /** A program of root's under a manager of nobody's, found again by nobody. */
    @Test
    void aSetuidProgramIsFoundAgain(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        Path sleep = daemon.sandbox.path("sleep");
        Files.copy(Tool.which("sleep"), sleep);
        Kernel.run("chmod", "4755", sleep.toString());
        daemon.configure("", "program " + sleep + " 100", "socket-name theirs/s");
        daemon.sandbox.shell("rm -f events; exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0);
        Proc program = proc(theirs.resolve("s"));
        assertTrue(program.status().get("Uid").contains("\t0\t"), program.status()::toString);
        killManager(theirs.resolve("s"));
        daemon.sandbox.shell("exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf start").exits(0)
                .matches(Daemon.PROGRESS + "\n?daemon process already running; pid=" + program.pid() + "\n");
        Kernel.run("kill", "-9", Long.toString(program.pid()));
        daemon.sandbox.shell("exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf stop").exits(0);
    }

    /** Its open files are root's business: the pipe of its output, whose name is gone, cannot be had through them. */
    @Test
    void theOutputOfASetuidProgramIsNotLostInSilence(Daemon daemon) throws IOException {
        Path theirs = theirs(daemon, "theirs");
        Path sleep = daemon.sandbox.path("sleep");
        Files.copy(Tool.which("sleep"), sleep);
        Kernel.run("chmod", "4755", sleep.toString());
        daemon.sandbox.write("conf", "<runner>\nprogram " + sleep + " 100\nsocket-name theirs/s\ntranscript theirs/log\n"
                + "start-seconds 0\n</runner>\n");
        String asNobody = "exec " + AS_NOBODY + "\"$ZDAEMON\" -Cconf ";
        daemon.sandbox.shell(asNobody + "start").exits(0);
        Proc program = proc(theirs.resolve("s"));
        Files.delete(theirs.resolve(".s.pipe"));
        killManager(theirs.resolve("s"));
        Result status = daemon.sandbox.shell(asNobody + "status").exits(0)
                .prints("program running; pid=" + program.pid() + "\n");
        status.complainsAbout("warning: the pipe of the program's output was removed, and can't ");
        status.complainsAbout("'/proc/" + program.pid() + "/fd");
        status.complainsAbout("; what the program writes before its next start is lost");
        Kernel.run("kill", "-9", Long.toString(program.pid()));
        until("there is another process", () -> !List.of("0", Long.toString(program.pid()))
                .contains(Wire.status(theirs.resolve("s")).get("application")));
        daemon.sandbox.shell(asNobody + "status").exits(0).quietly();
        Kernel.run("kill", "-9", Wire.status(theirs.resolve("s")).get("application"));
        daemon.sandbox.shell(asNobody + "stop").exits(0);
    }

    /** keyctl(2) by its number, for which there is mostly no command. */
    @Test
    void theKeysOfRootsSessionAreNotThePrograms(Daemon daemon) throws IOException {
        Kernel.require("perl");
        assumeTrue(System.getProperty("os.arch").equals("amd64"), "the numbers of the calls are those of amd64");
        Path theirs = theirs(daemon, "theirs");
        daemon.sandbox.write("search", "my $type = 'user'; my $name = 'zd-test';\n"
                + "print syscall(250, 10, -3, $type, $name, 0) > 0 ? 'found' : 'not found', \"\\n\";\n"
                + "$| = 1; print \"\"; exec 'sleep', '100' if @ARGV;\n");
        daemon.sandbox.write("join", "syscall(250, 1, 0, 0, 0, 0) > 0 or exit 77;\n"
                + "my $type = 'user'; my $name = 'zd-test'; my $key = 'secret';\n"
                + "syscall(248, $type, $name, $key, 6, -3) > 0 or exit 77;\nexec @ARGV;\n");
        Result own = daemon.sandbox.shell("exec perl join perl search");
        assumeTrue(own.exit() != 77, "keys cannot be used here");
        own.prints("found\n");
        daemon.sandbox.write("conf", "<runner>\nprogram perl " + daemon.sandbox.path("search") + " stay\nuser nobody\n"
                + "socket-name theirs/s\ntranscript theirs/log\n</runner>\n");
        daemon.sandbox.shell("exec perl join \"$ZDAEMON\" -Cconf start").exits(0);
        until("the program has searched", () -> Files.size(theirs.resolve("log")) > 0);
        assertEquals("not found\n", daemon.sandbox.read("theirs/log"));
        daemon.ask("stop").exits(0);
    }

    /** A manager and its program in a container, both alive as far as anybody outside can tell. */
    @Test
    void whatRunsInAnotherPidNamespaceIsNotTakenForAbsent(Daemon daemon) throws IOException {
        Kernel.require("unshare");
        assumeTrue(Kernel.succeeds("unshare", "-pf", "--mount-proc", "true"), "no pid namespaces");
        daemon.configure("", "program sleep 100");
        Running container = daemon.sandbox.launchShell("exec unshare -pf --kill-child --mount-proc sh -c '"
                + "\"$0\" -Cconf start && kill -9 $(\"$0\" -Cconf status -l | sed -n s/^manager=//p); echo killed; exec sleep 100'"
                + " \"$ZDAEMON\"");
        until("the manager is killed", () -> container.out().endsWith("killed\n"));
        daemon.ask("start").exits(1).complainsAbout("was started in another pid namespace");
        daemon.ask("status").exits(1).complainsAbout("remove that file if no process of the program is left");
        Files.delete(daemon.sandbox.path(".zdsock.state"));
        Files.delete(daemon.socket());
        container.abandon();
    }

    private static Proc proc(Path socket) throws IOException {
        return Proc.of(Long.parseLong(Wire.status(socket).get("application")));
    }

    private static void killManager(Path socket) throws IOException {
        Proc manager = Proc.of(Long.parseLong(Wire.status(socket).get("manager")));
        manager.kill("KILL");
        Daemon.gone(manager);
    }

    private static Path record(Path folder, String name) throws IOException {
        return Path.of("/run/zdaemon", folder.toRealPath().toString().replace('/', ',') + "," + name + ".state");
    }

    private static List<String> hidden(Path folder) {
        return Arrays.stream(folder.toFile().list()).filter(name -> name.startsWith(".")).toList();
    }

    /** A process may call itself anything. */
    @Test
    void aNameActsOnNoTerminalAndForgesNoLine(Daemon daemon) throws IOException {
        Path evil = daemon.sandbox.path("e\u001b[2J\nx");
        Files.copy(Tool.which("sleep"), evil);
        daemon.sandbox.write("talk", "#!/bin/sh\n./e*x 200 &\necho $! > left.new && mv left.new left\nexec sleep 100\n")
                .toFile().setExecutable(true);
        // Only what was there for a second before is sure to stay.
        daemon.configure("", "program ./talk", "hang-around on", "start-seconds 2");
        daemon.ask("start").exits(0);
        until("there is another one", () -> Files.exists(daemon.sandbox.path("left")));
        Result stopped = daemon.ask("stop").exits(0);
        assertTrue(stopped.err().contains("e\\x1b[2J\\nx"), stopped::toString);
        Result status = daemon.ask("status", "-l");
        assertTrue(status.out().contains("survivors="), status::toString);
        for (String text : new String[] {stopped.err(), status.out(), daemon.sandbox.read("events")}) {
            assertFalse(text.contains("\u001b"), text);
            assertFalse(text.contains("2J\nx"), text);
        }
        Proc.of(Long.parseLong(daemon.sandbox.read("left").strip())).kill("KILL");
        Kernel.run("kill", Long.toString(daemon.manager().pid()));
    }

    /** On root's terminal, in root's session, a user's program could type commands into root's shell (TIOCSTI). */
    @Test
    void aUsersProgramInTheForegroundHasNotRootsTerminal(Daemon daemon) throws IOException {
        Kernel.require("script");
        Path theirs = theirs(daemon, "theirs");
        daemon.sandbox.write("talk", "#!/bin/sh\necho \"terminal $(cut -d' ' -f7 /proc/$$/stat) of $(id -un)\"\n"
                + "[ -t 1 ] && echo it writes there\nexit 0\n").toFile().setExecutable(true, false);
        for (String action : new String[] {"-p ./talk fg", "-Cconf start"}) {
            daemon.sandbox.write("conf", "<runner>\nprogram ./talk\ndaemon off\nstart-seconds 0\nsocket-name "
                    + theirs.resolve("s") + "\n</runner>\n");
            Result result = daemon.sandbox.shell("exec script -qec \"$ZDAEMON -unobody " + (action.startsWith("-C") ? "" : "-s "
                    + theirs.resolve("s") + " ") + action + "\" /dev/null </dev/null");
            assertTrue(result.out().contains("terminal 0 of nobody"), result::toString);
            assertTrue(result.out().contains("it writes there"), result::toString);
        }
    }
}
