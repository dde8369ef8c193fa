package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The launcher: from anywhere, through links, whatever the environment says to other Java programs. */
@EndToEnd
class LauncherIT {

    @Test
    void worksThroughLinksOfBothKindsAndFromAnotherFolder(Sandbox sandbox) throws Exception {
        Path folder = Files.createDirectory(sandbox.beside("a folder"));
        Path absolute = Files.createSymbolicLink(folder.resolve("absolute link"), Tool.command());
        Path relative = Files.createSymbolicLink(folder.resolve("relative link"), absolute.getFileName());
        for (Path link : List.of(absolute, relative)) {
            sandbox.execute("", List.of(link.toString(), "-p", "echo hello", "fg")).finish()
                    .quietly().exits(0).prints("echo hello\nhello\n");
        }
    }

    /** They are the supervised program's, which may be a Java program itself. */
    @Test
    void variablesForJavaProgramsReachTheProgramAndNobodyElse(Sandbox sandbox) {
        List<String> names = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");
        for (String name : names) {
            sandbox.environment.put(name, "-Dcolour='light blue' -XX:+NoSuchFlag");
        }
        sandbox.zdaemon("status", "-p", "env").exits(2);
        Result result = sandbox.zdaemon("-p", "env", "fg").quietly().exits(0);
        for (String name : names) {
            result.contains("\n" + name + "=-Dcolour='light blue' -XX:+NoSuchFlag\n");
        }
        assertEquals(List.of(), result.out().lines().filter(line -> line.startsWith("ZDAEMON_KEEPS")).toList());
        Result status = sandbox.zdaemon("-p", "env", "status").exits(3).quietly();
        status.prints("daemon manager not running\n");
    }

    @Test
    void variablesForJavaProgramsReachTheDaemonToo(Sandbox sandbox) {
        sandbox.environment.put("JAVA_TOOL_OPTIONS", "-XX:+NoSuchFlag");
        Result start = sandbox.zdaemon("-p", "env", "-t", "out", "-x", "0", "start").exits(1);
        assertTrue(start.err().startsWith("Error: pid "), start::err);
        Until.until("the program has written its environment",
                () -> sandbox.lines("out").contains("JAVA_TOOL_OPTIONS=-XX:+NoSuchFlag"));
        assertEquals(List.of(), sandbox.lines("out").stream().filter(line -> line.contains("KEEPS")).toList());
    }

    @Test
    void aMissingProcIsSaidPlainly(Sandbox sandbox) {
        assumeTrue(Tool.root() && Tool.which("unshare") != null, "only root can take /proc away");
        Result result = sandbox.shell(
                        "export ZDAEMON; exec unshare --mount sh -c 'umount -l /proc && exec \"$ZDAEMON\" --version'")
                .exits(1);
        assertEquals("Error: the proc file system is missing, which the Java runtime needs; mount it (mount -t proc proc "
                + "/proc)\n", result.err());
    }

    @Test
    void aRemovedCurrentFolderIsSaidPlainly(Sandbox sandbox) {
        // The shells that run the launcher may have their own say about it before.
        Result result = sandbox.shell("mkdir gone; cd gone; rmdir ../gone; \"$ZDAEMON\" -p env status").exits(1);
        assertTrue(result.err().endsWith(
                "Error: the current directory has been removed; change to another one and try again\n"), result::toString);
    }

    /** A limit on address space counts what is reserved, which a Java runtime does by the gigabyte. */
    @Test
    void worksWithLittleAddressSpaceAndShowsItsSocketInPs(Daemon daemon) {
        daemon.runs("sleep 1000");
        daemon.sandbox.shell("ulimit -v 1000000; \"$ZDAEMON\" -C conf start").exits(0);
        assertEquals("zdaemon: " + daemon.socket(), daemon.manager().arguments().getFirst());
        daemon.sandbox.shell("ulimit -v 1000000; \"$ZDAEMON\" -C conf status").exits(0).quietly();
        daemon.stop();
    }

    /** With less the runtime would end in its own words, at one limit today and at another one tomorrow. */
    @Test
    void tooLittleMemoryIsSaidPlainly(Daemon daemon) {
        daemon.runs("sleep 1000");
        daemon.sandbox.shell("ulimit -v 300000; \"$ZDAEMON\" -C conf status").exits(1).complains(
                "Error: the limit on memory 'ulimit -v' is 300000 kB, and the Java runtime needs 460000 kB; raise it and try again\n");
        daemon.sandbox.shell("ulimit -d 50000; \"$ZDAEMON\" -C conf start").exits(1).complains(
                "Error: the limit on memory 'ulimit -d' is 50000 kB, and the Java runtime needs 90000 kB; raise it and try again\n");
    }

    /** What the launcher needs for itself has names that nobody else has. */
    @Test
    void theCallersVariablesStayTheProgramsOwn(Daemon daemon) {
        String own = "self=a link=b bin=c name=d value=e is_set=f data=g space=h";
        String out = daemon.sandbox.shell("export " + own + "; \"$ZDAEMON\" -p env fg").exits(0).out();
        for (String variable : own.split(" ")) {
            assertTrue(("\n" + out).contains("\n" + variable + "\n"), variable);
        }
        assertFalse(out.contains("_zd_"), out);
    }
}
