package zdaemon.manager;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import zdaemon.control.ControlSocket;
import zdaemon.control.Feed;
import zdaemon.control.Outcome;
import zdaemon.control.Said;
import zdaemon.eventlog.EventLog;
import zdaemon.kernel.PaperKernel;
import zdaemon.kernel.PaperProcess;
import zdaemon.kernel.Story;
import zdaemon.loop.FakeSelector;
import zdaemon.loop.Loop;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.process.Spawner;
import zdaemon.program.Census;
import zdaemon.program.FilesBeside;
import zdaemon.program.Helpers;
import zdaemon.program.Kernel;
import zdaemon.program.ManagerFailure;
import zdaemon.program.Mark;
import zdaemon.program.Particulars;
import zdaemon.program.Surroundings;
import zdaemon.program.Users;
import zdaemon.protocol.Request;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.ManagerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Spec.FleetSpec;
import zdaemon.spec.Values;
import zdaemon.transcript.Transcript;

/** Many programs whose processes are on paper: the fleet, the machines and the requests about them, in one test. */
class ManyProgramsTest {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path folder;
    private final Story story = new Story();
    private final PaperKernel kernel = new PaperKernel(story);
    private final Helpers helpers = new Helpers(kernel);
    private final List<RunnerSpec> runners = new ArrayList<>();
    private final Map<Integer, PaperProcess> processes = new HashMap<>();
    private FakeSelector selector;
    private EventLog log;
    private Loop loop;
    private ControlSocket socket;
    private Spawner spawner;
    private FleetFiles files;
    private ManyPrograms programs;

    @BeforeEach
    void open() throws Exception {
        log = EventLog.open(Optional.empty());
        selector = new FakeSelector();
        loop = new Loop(selector);
        socket = ControlSocket.open(folder.resolve("s").toString());
        spawner = new Spawner();
        files = new FleetFiles(folder.resolve(".s").toString());
        files.makeFolder();
    }

    @AfterEach
    void close() {
        programs.close();
        spawner.close();
        socket.close();
        loop.close();
        log.close();
    }

    /** One more program in the file. */
    private void runner(String name, Object... options) {
        runners.add(spec(name, 0, options));
    }

    private static RunnerSpec spec(String name, int instances, Object... options) {
        Values values = Values.none().with(Option.PROGRAM, List.of("/bin/true", name)).with(Option.START_SECONDS, 0);
        Map<String, String> described = new LinkedHashMap<>(Map.of("program", "/bin/true " + name));
        for (int i = 0; i < options.length; i += 2) {
            values = values.with((Option) options[i], options[i + 1]);
            described.put(((Option) options[i]).key().orElseThrow(), String.valueOf(options[i + 1]));
        }
        ProgramSpec spec = new ProgramSpec(values, Map.of());
        return new RunnerSpec(name, instances == 0 ? OptionalInt.empty() : OptionalInt.of(instances), new FleetSpec(values),
                described, java.util.Collections.nCopies(Math.max(1, instances), spec));
    }

    private FleetLaunch mandate() {
        return new FleetLaunch(new ManagerSpec(Values.none().with(Option.SOCKET_NAME, folder.resolve("s").toString()),
                Optional.empty()), Values.none(), runners, List.of("PATH=/bin"));
    }

    private void begin() throws Exception {
        begin(new FleetBeginning.Start());
    }

    private void begin(FleetBeginning beginning) throws Exception {
        files.write(mandate());
        Successor successor = new Successor(socket, StartReport.unread(), spawner);
        Upgrades upgrades = new Upgrades(loop, successor, helpers, log);
        programs = new ManyPrograms(new Common(), files, mandate(), beginning, false, upgrades, story);
        upgrades.of(programs);
        programs.begin();
        follow();
    }

    private final class Common implements MemberHands.Common {
        Common() throws PosixException {}

        private final Surroundings surroundings = Surroundings.of(List.of("PATH=/bin"), loop::turns);
        private final Census census = new Census(kernel, helpers, folder.resolve("s").toString(), loop::turns);

        @Override
        public Loop loop() {
            return loop;
        }

        @Override
        public Kernel kernel() {
            return kernel;
        }

        @Override
        public Helpers helpers() {
            return helpers;
        }

        @Override
        public Census census() {
            return census;
        }

        @Override
        public EventLog log() {
            return log;
        }

        @Override
        public Surroundings surroundings() {
            return surroundings;
        }

        @Override
        public FilesBeside files(String member) {
            return files.of(member);
        }

        @Override
        public Particulars particulars(Member member, ProgramSpec spec) throws ManagerFailure {
            return Particulars.of(new Mark(member.name(), folder.resolve("s").toString()), spec, member.isOneshot(), new Users(),
                    new OpenFiles.Limits(1024, 4096));
        }

        @Override
        public Optional<Transcript> terminal(String member) {
            return Optional.empty();
        }
    }

    /** What a client is told. */
    private static final class Told implements Feed {
        private final List<String> lines = new ArrayList<>();
        private boolean isOver;

        @Override
        public void line(String text) {
            lines.add(text.replaceAll("\\t\\d+\\t", "\tPID\t").strip().replace('\t', ' '));
        }

        @Override
        public void end() {
            isOver = true;
        }

        @Override
        public boolean isOver() {
            return isOver;
        }

        List<String> lines() {
            List<String> taken = List.copyOf(lines);
            lines.clear();
            return taken;
        }
    }

    private Told stream(String line) {
        Told told = new Told();
        ((Outcome.Streams) programs.requests().answer(Request.parse(line))).streamer().begin(told);
        follow();
        return told;
    }

    private String answer(String line) {
        return Said.text(((Outcome.Answered) programs.requests().answer(Request.parse(line))).reply());
    }

    /** The name and the state of each, as the table has them. */
    private String states() {
        StringBuilder states = new StringBuilder();
        for (String row : answer("table").split("\n")) {
            String[] fields = row.split("\t");
            if (fields[0].equals("row")) {
                states.append(states.isEmpty() ? "" : " ").append(fields[1]).append('=').append(fields[2]);
            }
        }
        return states.toString();
    }

    /** Whatever has been forked becomes its program. */
    private void follow() {
        try {
            for (boolean isNew = true; isNew;) {
                isNew = false;
                programs.refresh();
                for (Member member : programs.all()) {
                    int pid = member.process();
                    if (pid != 0 && !processes.containsKey(pid)) {
                        PaperProcess forked = kernel.forked(new Pid(pid));
                        processes.put(pid, forked);
                        forked.executes();
                        member.hands().orElseThrow().program().readExecReport();
                        isNew = true;
                    }
                }
            }
        } catch (PosixException e) {
            throw new AssertionError(e);
        }
    }

    private PaperProcess process(String member) {
        return processes.get(programs.member(member).orElseThrow().process());
    }

    private void ends(String member, int status) throws PosixException {
        programs.reaped(process(member).ends(status), true);
        follow();
    }

    private void isStopped(String member) throws PosixException {
        programs.reaped(process(member).isKilled(Signal.TERM), true);
        follow();
    }

    private void pass(long nanos) {
        kernel.pass(nanos);
        for (Member member : programs.all()) {
            member.hands().ifPresent(hands -> hands.program().tick());
        }
        follow();
    }

    @Test
    void whatIsNeededComesFirstAndGoesLast() throws Exception {
        runner("web", Option.NEEDS, List.of("db"));
        runner("db");
        begin();
        assertEquals("web=down db=down", states());
        Told told = stream("order start");
        assertEquals(List.of("told db up PID", "told web up PID", "end"), told.lines());
        assertTrue(told.isOver());
        Told stop = stream("order stop db");
        assertEquals("web=stopping db=running", states());
        isStopped("web");
        assertEquals("web=down db=stopping", states());
        assertTrue(programs.exitStatus().isEmpty());
        isStopped("db");
        assertEquals(List.of("told web stopped PID", "told db stopped PID", "end"), stop.lines());
        assertEquals(OptionalInt.of(0), programs.exitStatus());
    }

    @Test
    void aCrashOfWhatIsNeededTouchesNobody() throws Exception {
        runner("db");
        runner("web", Option.NEEDS, List.of("db"));
        begin();
        stream("order start");
        int web = programs.member("web").orElseThrow().process();
        ends("db", 1);
        assertEquals("db=delayed web=running", states());
        assertTrue(answer("table db").contains("\tnext\t"), answer("table db"));
        pass(2 * SECOND);
        assertEquals("db=running web=running", states());
        assertEquals(web, programs.member("web").orElseThrow().process());
        assertEquals("1", answer("table db").split("\n")[1].split("\t")[5]);
    }

    @Test
    void aOneshotIsDoneAndAnotherEndIsTriedAgain() throws Exception {
        runner("migrate", Option.ONESHOT, true);
        runner("web", Option.NEEDS, List.of("migrate"));
        begin();
        Told told = stream("order start");
        assertEquals("migrate=running web=waiting", states());
        ends("migrate", 2);
        assertEquals("migrate=delayed web=waiting", states());
        pass(2 * SECOND);
        ends("migrate", 0);
        assertEquals("migrate=done web=running", states());
        assertEquals(List.of("told migrate done PID", "told web up PID", "end"), told.lines());
    }

    @Test
    void whatCannotBeStartedIsToldWithItsCause() throws Exception {
        runner("db", Option.PROGRAM, List.of("/no/such/file"));
        runner("web", Option.NEEDS, List.of("db"));
        runner("other");
        begin();
        Told told = stream("order start");
        List<String> lines = told.lines();
        assertTrue(lines.contains("told db failed PID can't stat program '/no/such/file'"), lines.toString());
        assertTrue(lines.contains("told web down PID it needs db, which has ended"), lines.toString());
        assertTrue(lines.contains("told other up PID"), lines.toString());
        assertEquals("db=failed web=down other=running", states());
    }

    @Test
    void theEndOfAnEssentialOneEndsAll() throws Exception {
        runner("db");
        runner("web", Option.ESSENTIAL, true, Option.EXIT_CODES, java.util.Set.of(7));
        begin();
        stream("order start");
        ends("web", 7);
        assertEquals("db=stopping web=done", states());
        isStopped("db");
        assertEquals(OptionalInt.of(7), programs.exitStatus());
    }

    @Test
    void oneProgramIsAskedAsIfItWereTheOnlyOne() throws Exception {
        runner("db");
        runner("web");
        begin();
        assertTrue(answer("@web status").contains("status=stopped\n"));
        assertEquals("Application not running\n", answer("@web kill 9"));
        assertEquals("Application started\n", answer("@web start"));
        follow();
        assertEquals("db=down web=running", states());
        assertTrue(answer("@WEB status").contains("application=" + process("web").pid().value() + "\n"));
        assertEquals("Signal 9 sent\n", answer("@web kill 9"));
        assertEquals("Sent SIGTERM\n", answer("@web stop"));
        isStopped("web");
        assertTrue(answer("@nosuch status").startsWith("Unknown program 'nosuch'"));
        assertTrue(answer("status").startsWith("Several programs here"));
        assertTrue(answer("nonsense").startsWith("Unknown command"));
    }

    @Test
    void aWordThatMeansNobodyDoesNothing() throws Exception {
        runner("db");
        runner("web");
        begin();
        assertEquals("unknown\twbe\t\nend\n", answer("order start db wbe"));
        assertEquals("db=down web=down", states());
        assertEquals("unknown\tx*\t\nend\n", answer("table x*"));
    }

    @Test
    void argumentsAreThoseOfOneStart() throws Exception {
        runner("web");
        begin();
        stream("order start web -- 2d2d6465627567");
        assertTrue(answer("@web status").contains("args=['/bin/true', 'web', '--debug']"));
        stream("order stop web");
        isStopped("web");
        assertFalse(programs.exitStatus().isEmpty());
    }

    @Test
    void anUpdateDoesWhatItsPlanSaysAndIsUndoneIfItFails() throws Exception {
        runner("db");
        runner("web");
        begin();
        stream("order start");
        int db = programs.member("db").orElseThrow().process();
        List<RunnerSpec> before = List.copyOf(runners);
        runners.clear();
        runner("db");
        runner("web", Option.PROGRAM, List.of("/no/such/file"));
        runner("new");
        Told told = update("update 1");
        isStopped("web");
        assertEquals(List.of("plan + new\nplan ! web: program changed: restart\nplan = 1 unchanged"), told.lines().subList(0, 1));
        isStopped("new");
        assertEquals("db=running web=running", states());
        assertEquals(db, programs.member("db").orElseThrow().process());
        List<String> rest = told.lines();
        assertTrue(rest.contains("undone web can't stat program '/no/such/file'"), rest.toString());
        assertEquals("end", rest.getLast());
        runners.clear();
        runners.addAll(before);
        assertEquals("plan\t= 2 unchanged\napplied\nend\n",
                Said.text(((Outcome.Answered) programs.requests().answer(Request.parse("update 1"), mandate().encode())).reply()));
    }

    private Told update(String line) {
        Told told = new Told();
        ((Outcome.Streams) programs.requests().answer(Request.parse(line), mandate().encode())).streamer().begin(told);
        follow();
        return told;
    }

    @Test
    void aSuccessorKnowsWhatWasWanted() throws Exception {
        runner("db");
        runner("web", Option.NEEDS, List.of("db"));
        runner("off", Option.AUTOSTART, false);
        runner("once", Option.ONESHOT, true);
        begin();
        stream("order start");
        ends("once", 0);
        stream("order start off");
        stream("order stop off");
        isStopped("off");
        assertEquals("db=running web=running off=down once=done", states());
        Map<String, Standings.Kept> kept = Standings.read(files.standings());
        assertTrue(kept.get("db").wanted());
        assertTrue(kept.get("web").wanted());
        assertFalse(kept.get("off").wanted());
        programs.close();
        // Nothing runs any more: what was wanted is started, what was done stays so.
        processes.clear();
        begin(new FleetBeginning.Adopt(kept, List.of()));
        assertEquals("db=running web=running off=down once=done", states());
    }

    @Test
    void anUpgradeHandsOverAll() throws Exception {
        runner("db");
        runner("web", Option.NEEDS, List.of("db"));
        runner("never");
        begin();
        stream("order start db web");
        ends("db", 1);
        byte[] handoff = programs.handoff("socket");
        FleetHandoff read = FleetHandoff.decode(handoff);
        assertTrue(FleetHandoff.isOne(handoff));
        assertEquals(mandate(), read.mandate());
        programs.close();
        begin(new FleetBeginning.Resume(read, number -> Optional.empty()));
        assertEquals("db=delayed web=running never=down", states());
        assertTrue(answer("table db").contains("exit status 1"));
        pass(2 * SECOND);
        assertEquals("db=running web=running never=down", states());
    }

    @Test
    void nothingIsLeftAfterAnOrderlyEnd() throws Exception {
        runner("db");
        runner("once", Option.AUTOSTART, false);
        // Of a manager before this one, which was killed.
        Files.writeString(Path.of(files.of("once").state()), "left");
        begin();
        stream("order start");
        stream("order stop");
        isStopped("db");
        programs.forget();
        programs.close();
        try (var names = Files.list(folder)) {
            assertEquals(List.of("s"), names.map(path -> path.getFileName().toString()).toList());
        }
    }
}
