package zdaemon.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Tool;

/**
 * A file system of a few megabytes, mounted on {@code disk} where the daemon alone sees it: in a mount namespace of its
 * own, and for users other than root in a user namespace too. It goes away with the daemon. Most of it is taken by a
 * file, {@code ballast}, whose removal makes room.
 */
final class SmallDisk {
    private static final String SETUP = """
            mount -t tmpfs -o size=$1m none disk && head -c $2m /dev/zero > disk/ballast && exec "$ZDAEMON" -Cconf start""";

    private final Daemon daemon;
    private final Proc manager;
    private final Proc program;

    private SmallDisk(Daemon daemon, Proc manager, Proc program) {
        this.daemon = daemon;
        this.manager = manager;
        this.program = program;
    }

    /** Starts the configured daemon, with a disk of so many megabytes of which so many are taken. */
    static SmallDisk start(Daemon daemon, int megabytes, int taken) throws IOException {
        Kernel.require("unshare");
        String flags = Tool.root() ? "-m" : "-rm";
        assumeTrue(Kernel.succeeds("unshare", flags, "mount", "-t", "tmpfs", "none", "/mnt"),
                "this user may not mount anything in a namespace");
        Files.createDirectory(daemon.sandbox.path("disk"));
        String pid = daemon.sandbox.shell("exec unshare " + flags + " sh -c 'ZDAEMON=$0; " + SETUP + "' \"$ZDAEMON\" \"$@\"",
                Integer.toString(megabytes), Integer.toString(taken)).quietly().exits(0)
                .matches(Daemon.STARTED).group(1);
        Proc program = Proc.of(Long.parseLong(pid));
        return new SmallDisk(daemon, Proc.of(program.parent()), program);
    }

    Proc manager() {
        return manager;
    }

    Proc program() {
        return program;
    }

    /** A file on the disk, for readers outside the namespace. */
    Path file(String name) {
        return Path.of("/proc/" + manager.pid() + "/root" + daemon.sandbox.path("disk").resolve(name));
    }

    void makeRoom() throws IOException {
        Files.delete(file("ballast"));
    }
}
