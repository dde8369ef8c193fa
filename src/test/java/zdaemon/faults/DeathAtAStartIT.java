package zdaemon.faults;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;

/** SIGKILL to a manager that has just forked its program: nobody is left over of whom the next one does not know. */
@EndToEnd
class DeathAtAStartIT {
    /** Some of them miss the moment. */
    private static final int ROUNDS = 12;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    @Test
    void neverAreThereTwoPrograms(Daemon daemon) throws Exception {
        String self = Long.toString(ProcessHandle.current().pid());
        assumeTrue(Files.exists(Path.of("/proc", self, "task", self, "children")),
                "this kernel does not list children in /proc");
        daemon.sandbox.write("program", """
                #!/bin/sh
                echo $$ >> starts
                [ -e stay ] && exec sleep 1000
                """).toFile().setExecutable(true);
        daemon.runs("./program", "backoff-limit 0", "forever on", "start-seconds 0");
        for (int round = 0; round < ROUNDS; round++) {
            daemon.sandbox.write("starts", "");
            daemon.ask("start").exits(0);
            Proc manager = daemon.manager();
            killAtAFork(manager);
            daemon.sandbox.write("stay", "");
            Daemon.gone(manager);
            daemon.ask("start").exits(0);
            until("there is one program, the one that is known",
                    () -> living(daemon).equals(List.of(Long.parseLong(daemon.status().get("application")))));
            daemon.stop();
            Files.delete(daemon.sandbox.path("stay"));
        }
        Files.delete(daemon.sandbox.path("starts"));
    }

    /** As soon as there is a child that was not there before. The moment lasts for a quarter of a millisecond. */
    private static void killAtAFork(Proc manager) throws IOException {
        ProcessHandle handle = ProcessHandle.of(manager.pid()).orElseThrow();
        Path children = childrenOfItsForkingThread(manager);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        String before = Files.readString(children);
        String now = before;
        while (now.equals(before) || now.isEmpty()) {
            now = Files.readString(children);
            assertTrue(System.nanoTime() < deadline, "nothing is started");
        }
        handle.destroyForcibly();
    }

    private static Path childrenOfItsForkingThread(Proc manager) throws IOException {
        Path[] found = new Path[1];
        until("a thread has a child", () -> {
            try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(manager.pid()), "task"))) {
                for (Path thread : threads.toList()) {
                    if (!Files.readString(thread.resolve("children")).isEmpty()) {
                        found[0] = thread.resolve("children");
                    }
                }
            }
            return found[0] != null;
        });
        return found[0];
    }

    /** Who of those that have begun is still there. */
    private static List<Long> living(Daemon daemon) {
        return daemon.sandbox.lines("starts").stream().map(Long::valueOf).filter(pid -> Proc.find(pid).isPresent())
                .toList();
    }
}
