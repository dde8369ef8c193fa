package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.core.Ending;
import zdaemon.core.fleet.Cause;
import zdaemon.core.fleet.Row;
import zdaemon.core.fleet.Standing;
import zdaemon.core.fleet.Standing.Life;
import zdaemon.posix.Fd;
import zdaemon.program.ManagerFailure;
import zdaemon.program.SupervisedProgram;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.RecordReader;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.RecordWriter;

/**
 * What a manager of many programs tells the one that it becomes by executing itself anew ({@code upgrade}).
 *
 * @param socket     the control socket's identity
 * @param background whether it is in the background
 */
record FleetHandoff(FleetLaunch mandate, String socket, boolean background, List<Kept> members) {
    private static final String KIND = "upgrade-fleet";
    private static final int VERSION = 2;
    private static final String NOT_UNDERSTOOD = "this release does not understand what the running one hands over: ";

    /**
     * One program.
     *
     * @param snapshot   its machine's state; empty if it was never started
     * @param execReport the descriptor on which a forked child says how its exec went
     * @param arguments  of the last start, beyond the configured ones
     */
    record Kept(String name, Standing standing, Optional<String> snapshot, OptionalInt execReport, List<String> arguments,
            int restarts, Optional<Row.End> lastEnd) {

        static Kept of(Member member, Standing standing) {
            Optional<SupervisedProgram> program = member.hands().map(MemberHands::program);
            Optional<Fd> report = program.flatMap(SupervisedProgram::execReport);
            return new Kept(member.name(), standing, program.map(SupervisedProgram::snapshot),
                    report.isPresent() ? OptionalInt.of(report.get().number()) : OptionalInt.empty(), member.arguments(),
                    member.restarts(), member.lastEnd());
        }
    }

    static boolean isOne(byte[] bytes) {
        return RecordReader.isOf(bytes, KIND);
    }

    byte[] encode() {
        RecordWriter out = new RecordWriter(KIND, VERSION);
        out.put("socket", socket).put("background", background);
        mandate.write(out.open("mandate"));
        out.close();
        for (Kept member : members) {
            write(member, out.open("member"));
            out.close();
        }
        return out.bytes();
    }

    private static void write(Kept member, RecordWriter out) {
        Standing standing = member.standing();
        out.put("name", member.name()).put("life", standing.life().name()).put("wanted", standing.wanted())
                .put("leaves", standing.leaves())
                .put("cause", standing.cause() instanceof Cause.None ? "" : standing.cause().text())
                .put("restarts", member.restarts()).put("argument", member.arguments());
        if (member.snapshot().isPresent()) {
            out.put("snapshot", member.snapshot().get());
        }
        if (member.execReport().isPresent()) {
            out.put("report", member.execReport().getAsInt());
        }
        if (member.lastEnd().isPresent()) {
            out.put("ended", member.lastEnd().get().at());
            switch (member.lastEnd().get().ending()) {
                case Ending.Exited(int status) -> out.put("status", status);
                case Ending.Killed(int signal, String name, boolean core) ->
                        out.put("signal", signal).put("signal-name", name).put("core", core);
                case Ending.Unknown() -> out.put("unknown", true);
            }
        }
    }

    static FleetHandoff decode(byte[] bytes) throws ManagerFailure {
        try {
            RecordReader in = RecordReader.of(bytes, KIND, VERSION);
            List<Kept> members = new ArrayList<>();
            for (RecordReader member : in.records("member")) {
                members.add(read(member));
            }
            return new FleetHandoff(FleetLaunch.read(in.record("mandate")),
                    in.text("socket"), in.flag("background", true), members);
        } catch (RecordException | IllegalArgumentException e) {
            throw new ManagerFailure(1, NOT_UNDERSTOOD + e.getMessage());
        }
    }

    private static Kept read(RecordReader in) throws RecordException {
        String cause = in.text("cause");
        Standing standing = Standing.resumed(Life.valueOf(in.text("life")), in.flag("wanted", false), in.flag("leaves", false),
                cause.isEmpty() ? new Cause.None() : new Cause.Recorded(cause));
        OptionalInt report = in.find("report").isPresent() ? OptionalInt.of((int) in.number("report", 0)) : OptionalInt.empty();
        Optional<Row.End> end = in.find("ended").isPresent()
                ? Optional.of(new Row.End(ending(in), in.number("ended", 0))) : Optional.empty();
        return new Kept(in.text("name"), standing, in.find("snapshot"), report, in.all("argument"),
                (int) in.number("restarts", 0), end);
    }

    private static Ending ending(RecordReader in) throws RecordException {
        if (in.find("status").isPresent()) {
            return new Ending.Exited((int) in.number("status", 0));
        }
        return in.find("signal").isPresent()
                ? new Ending.Killed((int) in.number("signal", 0), in.text("signal-name"), in.flag("core", false))
                : new Ending.Unknown();
    }
}
