package zdaemon.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.Daemon;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Proc;
import zdaemon.e2e.Result;
import zdaemon.e2e.Wire;

/** Output that cannot be written. */
@EndToEnd
class FullDiskIT {
    private static final int LINES = 300_000;
    private static final Duration MARGIN = Duration.ofSeconds(3);

    @Test
    void programWaitsAndNothingIsLost(Daemon daemon) throws IOException {
        daemon.configure("", "program seq 1 " + LINES, "transcript disk/log", "exit-codes 1");
        SmallDisk disk = SmallDisk.start(daemon, 2, 1);
        full(daemon);
        Proc manager = disk.manager();
        assertTrue(disk.program().alive(), "the program waits");
        daemon.ask("status").exits(0).prints("program running; pid=" + disk.program().pid() + "\n")
                .complains("warning: the transcript can't be written: No space left on device; "
                        + "the program's output waits\n");
        daemon.logged("WARNING can't write the transcript: No space left on device; the program's output waits");
        String all = Kernel.numbers(LINES);
        long begin = System.nanoTime();
        disk.makeRoom();
        until("the output goes on", () -> Files.size(disk.file("log")) > 1_200_000);
        Duration pause = Duration.ofNanos(System.nanoTime() - begin);
        Figures.note("full disk: output goes on " + pause.toMillis() + " ms after there is room");
        assertTrue(pause.compareTo(MARGIN) < 0, () -> "writing resumed only after " + pause);
        until("all is there", () -> Files.size(disk.file("log")) >= all.length());
        assertTrue(Files.readString(disk.file("log")).startsWith(all), "not a byte lost, torn or doubled");
        daemon.logged("WARNING the transcript can be written again");
        assertFalse(daemon.status().containsKey("transcript_error"));
        assertTrue(manager.alive());
    }

    /** Without an event log it is told where an operator looks: by status, in both forms. */
    @Test
    void statusWarnsWithoutAnEventLog(Daemon daemon) throws IOException {
        daemon.sandbox.write("conf", "<runner>\nprogram seq 1 " + LINES + "\ntranscript disk/log\n</runner>\n");
        SmallDisk disk = SmallDisk.start(daemon, 2, 1);
        full(daemon);
        String line = "program running; pid=" + disk.program().pid() + "\n";
        String warning = "warning: the transcript can't be written: No space left on device; the program's output waits\n";
        daemon.ask("status").exits(0).prints(line).complains(warning);
        Result all = daemon.ask("status", "-l").exits(0).complains(warning);
        assertTrue(all.out().startsWith(line), all::toString);
        assertTrue(all.out().contains("\ntranscript_error='No space left on device'\n"), all::toString);
    }

    /** The program does not wait, and the transcript says what is missing where. */
    @Test
    void outputIsDroppedIfThatIsWanted(Daemon daemon) throws IOException {
        Kernel.run("mkfifo", daemon.sandbox.path("go").toString());
        daemon.sandbox.write("twice", """
                #!/bin/sh
                seq 1 $1
                echo written > between
                read -r _ < go
                echo again
                exec sleep 1000
                """).toFile().setExecutable(true);
        daemon.configure("", "program ./twice " + LINES, "transcript disk/log", "transcript-full drop");
        SmallDisk disk = SmallDisk.start(daemon, 2, 1);
        until("the program has written all", () -> !daemon.sandbox.lines("between").isEmpty());
        full(daemon);
        until("all has been read", () -> dropped(daemon) > 0 && daemon.status().get("transcript_pending").equals("0"));
        daemon.ask("status").exits(0).complains("warning: the transcript can't be written: No space left on device; "
                + "some of the program's output is lost\n");
        disk.makeRoom();
        until("it can be written again", () -> !daemon.status().containsKey("transcript_error"));
        daemon.sandbox.write("go", "\n");
        until("the output goes on", () -> Files.readString(disk.file("log")).endsWith("\nagain\n"));
        String all = Kernel.numbers(LINES);
        String log = Files.readString(disk.file("log"));
        int gap = log.indexOf("zdaemon: ");
        int kept = all.startsWith(log.substring(0, gap)) ? gap : gap - 1;
        assertTrue(all.startsWith(log.substring(0, kept)), "what was written before is as it was");
        assertEquals("zdaemon: %d bytes of output are missing here: No space left on device\nagain\n"
                .formatted(all.length() - kept), log.substring(gap));
        assertEquals(all.length() - kept, dropped(daemon));
        Files.delete(daemon.sandbox.path("go"));
    }

    private static long dropped(Daemon daemon) throws IOException {
        return Long.parseLong(daemon.status().getOrDefault("transcript_missing", "0"));
    }

    /** Socket, state, event log: none of them can be written, and the program does not notice. */
    @Test
    void everythingIsOnTheFullDisk(Daemon daemon) throws IOException {
        daemon.configure("", "program seq 1 " + LINES, "transcript disk/log", "socket-name disk/zdsock",
                "exit-codes 1");
        String conf = daemon.sandbox.read("conf");
        daemon.sandbox.write("conf", conf.replace(daemon.sandbox.path("events").toString(),
                daemon.sandbox.path("disk/events").toString()));
        SmallDisk disk = SmallDisk.start(daemon, 16, 15);
        Path socket = disk.file("zdsock");
        until("the manager knows", () -> Wire.status(socket).getOrDefault("transcript_error", "").contains("No space"));
        disk.program().kill("KILL");
        until("the program is restarted", () -> !Wire.status(socket).get("application").equals("0")
                && !Wire.status(socket).get("application").equals(Long.toString(disk.program().pid())));
        disk.makeRoom();
        String all = Kernel.numbers(LINES);
        until("all of the second run is there", () -> Files.readString(disk.file("log")).contains(all));
        String log = Files.readString(disk.file("log"));
        assertTrue(all.startsWith(log.substring(0, log.indexOf(all))), "what the first wrote before it was killed");
        Wire.ask(socket, "exit");
        Daemon.gone(disk.manager());
    }

    /** A limit on the size of files comes with a signal, which kills who does not ignore it. */
    @Test
    void fileSizeLimitIsLikeAFullDisk(Daemon daemon) throws IOException {
        Kernel.run("mkfifo", daemon.sandbox.path("go").toString());
        daemon.runs(daemon.sandbox.script("upon") + " go seq 1 " + LINES, "exit-codes 1");
        daemon.start();
        Proc manager = daemon.manager();
        Kernel.limit(manager, "fsize", "100000");
        daemon.sandbox.write("go", "\n");
        until("the manager knows", () -> daemon.status().getOrDefault("transcript_error", "").contains("too large"));
        assertEquals(100_000, Files.size(daemon.sandbox.path("log")));
        Kernel.limit(manager, "fsize", "unlimited");
        String all = Kernel.numbers(LINES);
        until("all is there", () -> daemon.sandbox.read("log").equals(all));
        Files.delete(daemon.sandbox.path("go"));
        assertTrue(manager.alive());
    }

    /** Somebody reads the transcript through a pipe, and falls asleep. */
    @Test
    void readerThatSleepsIsWaitedFor(Daemon daemon) throws IOException {
        Kernel.run("mkfifo", daemon.sandbox.path("log").toString());
        String all = Kernel.numbers(LINES);
        try (var reader = FileChannel.open(daemon.sandbox.path("log"),
                StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            daemon.configure("", "program seq 1 " + LINES, "transcript log", "exit-codes 1");
            daemon.start();
            until("the manager knows", () -> daemon.status().containsKey("transcript_error"));
            daemon.ask("status").exits(0).complainsAbout("Its reader does not keep up");
            StringBuilder read = new StringBuilder();
            ByteBuffer chunk = ByteBuffer.allocate(1 << 16);
            while (read.length() < all.length()) {
                reader.read(chunk.clear());
                read.append(new String(chunk.array(), 0, chunk.position(), US_ASCII));
            }
            assertEquals(all, read.substring(0, all.length()));
        }
        Files.delete(daemon.sandbox.path("log"));
    }

    private static void full(Daemon daemon) {
        until("the manager knows that the disk is full",
                () -> daemon.status().getOrDefault("transcript_error", "").contains("No space left on device"));
    }
}
