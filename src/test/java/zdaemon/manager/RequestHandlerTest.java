package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.Behaviour;
import zdaemon.Paragraph;
import zdaemon.control.ControlSocket;
import zdaemon.control.Outcome;
import zdaemon.control.Said;
import zdaemon.core.Event;
import zdaemon.core.ProgramRules;
import zdaemon.eventlog.EventLog;
import zdaemon.kernel.PaperDisk;
import zdaemon.kernel.PaperKernel;
import zdaemon.kernel.PaperProcess;
import zdaemon.kernel.Story;
import zdaemon.loop.FakeSelector;
import zdaemon.loop.Loop;
import zdaemon.posix.Fd;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.process.Spawner;
import zdaemon.program.FilesBeside;
import zdaemon.program.Helpers;
import zdaemon.program.LaunchPlan;
import zdaemon.program.ProgramOutput;
import zdaemon.program.StateKeeper;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Request;
import zdaemon.spec.Launch;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.ProgramSpec.StopScope;
import zdaemon.spec.Values;
import zdaemon.transcript.Transcript;

/** Requests to a program whose processes are on paper, and whose transcript is real. */
class RequestHandlerTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;
    private final Story story = new Story();
    private final PaperKernel kernel = new PaperKernel(story);
    private final Helpers helpers = new Helpers(kernel);
    private final StateKeeper keeper = new StateKeeper(new PaperDisk(story), "10 1 paper", "/", "settings", story);
    private final SupervisedProgram program = program();
    private EventLog log;
    private Loop loop;
    private ControlSocket socket;
    private Spawner spawner;
    private Transcript transcript;
    private RequestHandler handler;

    private SupervisedProgram program() {
        SpawnPlan plan = SpawnPlan.of("/bin/server", List.of("server"), List.of()).inNewProcessGroup();
        ProgramRules rules =
                new ProgramRules(3, false, Set.of(0), 5 * SECOND, true, false, 10 * SECOND, 0, false);
        return new SupervisedProgram(
                new LaunchPlan(List.of("server"), plan, plan, Signal.TERM, StopScope.PROGRAM, rules), kernel, helpers, keeper,
                story, story);
    }

    @BeforeEach
    void open() throws Exception {
        log = EventLog.open(Optional.empty());
        loop = new Loop(new FakeSelector());
        socket = ControlSocket.open(folder.resolve("s").toString());
        spawner = new Spawner();
        serve(Transcript.open(folder.resolve("log").toString()));
    }

    private void serve(Transcript opened) {
        transcript = opened;
        Launch mandate = new Launch(new ProgramSpec(Values.none(), Map.of()).with(Option.PROGRAM, List.of("/bin/sh")),
                new ManagerSpec(Values.none(), Optional.empty()), List.of());
        Successor successor = new Successor(socket, StartReport.unread(), spawner);
        Upgrades upgrades = new Upgrades(loop, successor, helpers, log);
        OneProgram charge = new OneProgram(loop, program, transcript, new ProgramOutput(mandate.program(), FilesBeside.in("."), story),
                keeper, log, upgrades, mandate, false, new Beginning.Start());
        successor.of(charge);
        upgrades.of(charge);
        handler = (RequestHandler) charge.requests();
    }

    @AfterEach
    void close() {
        transcript.close();
        spawner.close();
        socket.close();
        loop.close();
        log.close();
    }

    private PaperProcess start() throws PosixException {
        program.handle(new Event.StartRequested());
        return executed();
    }

    private PaperProcess executed() throws PosixException {
        PaperProcess child = kernel.forked();
        child.executes();
        program.readExecReport();
        story.lines();
        return child;
    }

    private void reaped(Reaping.Ended end) throws PosixException {
        program.reaped(end, kernel.hasChildren());
        handler.forgetTurn();
    }

    private Outcome ask(String line) {
        return handler.answer(Request.parse(line));
    }

    private String answer(String line) {
        return Said.text(((Outcome.Answered) ask(line)).reply());
    }

    private Outcome.Waits waits(String line) {
        return (Outcome.Waits) ask(line);
    }

    private static String told(Outcome.Waits waiting) {
        assertTrue(waiting.until().isOver());
        return Said.text(waiting.until().reply());
    }

    /** The program has ended, and nobody has reaped it: requests of the same turn are about the dead. */
    @Test
    void anEndBetweenTwoRequests() throws PosixException {
        PaperProcess first = start();
        assertEquals("Sent SIGTERM; will restart later\n", answer("restart"));
        Reaping.Ended end = first.isKilled(Signal.TERM);
        assertTrue(answer("kill 1").startsWith("Kill 1 failed: [Errno 3] "));
        assertEquals("Sent SIGTERM\n", answer("stop"));
        Outcome.Waits down = waits("await down");
        assertFalse(down.until().isOver());
        story.lines();
        reaped(end);
        assertTrue(told(down).startsWith("status=stopped\n"));
        assertEquals("Application not running\n", answer("kill 1"));
        assertEquals("Application already stopped\n", answer("stop"));
        assertEquals(first, kernel.forked());
    }

    /** A client whose reply was lost asks again: the order is not given twice. */
    @Test
    void aRepeatedRestartIsOne() throws PosixException {
        PaperProcess first = start();
        waits("await restart 100");
        assertEquals(List.of("write 100 ready RESTART", "SIGTERM 100", "SIGCONT 100"), story.deeds());
        Outcome.Waits again = waits("await restart 100");
        assertEquals(List.of(), story.deeds());
        reaped(first.isKilled(Signal.TERM));
        executed();
        assertTrue(told(again).contains("\napplication=101\n"));
        assertTrue(told(waits("await restart 100")).contains("\napplication=101\n"));
        assertEquals(List.of(), story.deeds());
    }

    @Test
    void aRepeatedStopIsOne() throws PosixException {
        PaperProcess first = start();
        waits("await stop 100");
        story.lines();
        Outcome.Waits again = waits("await stop 100");
        assertEquals(List.of(), story.deeds());
        reaped(first.isKilled(Signal.TERM));
        assertTrue(told(again).startsWith("status=stopped\n"));
    }

    /** Nobody asked for its end: the next start is a delay away, and who waits for the end of the process has waited enough. */
    @Test
    @Behaviour(Paragraph.WAIT)
    void awaitDownEndsWithTheProcessAlsoInADelay() throws PosixException {
        PaperProcess first = start();
        Outcome.Waits down = waits("await down");
        assertFalse(down.until().isOver());
        reaped(first.ends(1));
        assertTrue(told(down).startsWith("status=stopped\n"));
        assertTrue(told(down).contains("\nshould_be_up=1\n"));
    }

    @Test
    void anAwaitThatSaysNothingIsTold() {
        for (String line : List.of("await", "await up 1 2", "await down 1", "await nothing")) {
            assertEquals("Usage: await up [PID] | down | start | stop [PID] | restart [PID]\n", answer(line));
        }
        assertEquals("Bad process id\n", answer("await stop x"));
    }

    private void print(String text) throws PosixException {
        try (Fd program = Fd.open("/proc/self/fd/" + transcript.childDescriptor(), Open.WRITE, 0)) {
            program.writeFully(text.getBytes());
        }
    }

    /** What the full disk did not take goes to the next file, and the program notices nothing. */
    @Test
    @Behaviour({Paragraph.TRANSCRIPT, Paragraph.WIRE_REOPEN})
    void aReopenOnAFullDisk() throws IOException {
        transcript.close();
        Path name = Files.createSymbolicLink(folder.resolve("name"), Path.of("/dev/full"));
        serve(Transcript.open(name.toString()));
        start();
        print("one\n");
        transcript.pump(0);
        assertTrue(answer("status").contains("\ntranscript_error='No space left on device'\ntranscript_pending=4\n"));
        assertEquals("", answer("reopen_transcript"));
        assertTrue(answer("status").contains("\ntranscript_pending=4\n"));
        print("two\n");
        Files.delete(name);
        assertEquals("", answer("reopen_transcript"));
        print("three\n");
        transcript.pump(0);
        assertEquals("one\ntwo\nthree\n", Files.readString(name));
        handler.forgetTurn();
        assertFalse(answer("status").contains("transcript_"));
        assertEquals(List.of(), story.deeds());
    }

    @Test
    void aReopenWhereThereIsNoFolderStaysWithTheOldFile() throws IOException {
        transcript.close();
        Path inner = Files.createDirectory(folder.resolve("inner"));
        serve(Transcript.open(inner.resolve("log").toString()));
        Path moved = Files.move(inner, folder.resolve("moved"));
        assertEquals("can't open '" + inner + "': No such file or directory; still writing to the old file\n",
                answer("reopen_transcript"));
        print("one\n");
        transcript.pump(0);
        assertEquals("one\n", Files.readString(moved.resolve("log")));
    }
}
