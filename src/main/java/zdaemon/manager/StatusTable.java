package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Ending;
import zdaemon.core.ProgramState;
import zdaemon.core.fleet.Cause;
import zdaemon.core.fleet.Fleet;
import zdaemon.core.fleet.Row;
import zdaemon.core.fleet.Row.Detail;
import zdaemon.posix.Clock;
import zdaemon.posix.PlainText;
import zdaemon.transcript.Transcript;

/** What {@code table} says of each program: fields between tabs, a row each (docs/protocol.md). */
final class StatusTable {
    private static final long NANOS_PER_MICRO = 1_000;

    private StatusTable() {}

    static String of(Fleet fleet, List<Member> members, String directory, List<String> ofLog) {
        StringBuilder table = new StringBuilder(members.size() * 96 + 32);
        table.append("now\t").append(Clock.wallNanos() / NANOS_PER_MICRO).append('\t').append(PlainText.line(directory)).append('\n');
        for (Member member : members) {
            row(fleet, member, table);
        }
        for (Member member : members) {
            if (member.hands().isPresent()) {
                trouble(member.name(), member.hands().get().transcript(), table);
            }
        }
        for (String trouble : ofLog) {
            table.append("trouble\t\t").append(PlainText.line("the event log: " + trouble)).append('\n');
        }
        return table.append("end\n").toString();
    }

    /** What is wrong with a program's output, which no state of the program shows. */
    private static void trouble(String name, Transcript transcript, StringBuilder table) {
        if (transcript.trouble().isPresent() || transcript.dropped() > 0) {
            String why = transcript.trouble().isPresent() ? "its transcript can't be written: " + transcript.trouble().get().reason()
                    : "its transcript is complete no more";
            String what = transcript.dropped() > 0 ? "; " + transcript.dropped() + " bytes are missing"
                    : "; the program's output waits";
            table.append("trouble\t").append(name).append('\t').append(PlainText.line(why + what)).append('\n');
        }
    }

    private static void row(Fleet fleet, Member member, StringBuilder table) {
        Row row = Row.of(fleet, member.name(), member.pulse(), member.lastEnd(), member.nextStart());
        Optional<ProgramState> state = member.state();
        int pid = member.process();
        OptionalLong started = state.isPresent() && pid != 0 ? state.get().startedMicros() : OptionalLong.empty();
        table.append("row\t").append(member.name()).append('\t').append(row.state().word()).append('\t').append(pid)
                .append('\t').append(started.orElse(0)).append('\t').append(member.restarts()).append('\t')
                .append(fleet.isWhole(member.name()) ? 1 : 0).append('\t');
        detail(row.detail(), table);
        table.append('\n');
    }

    private static void detail(Detail detail, StringBuilder table) {
        switch (detail) {
            case Detail.Nothing() -> add(table, "-", 0, "");
            case Detail.LastEnd(Row.End end) -> add(table, "last", end.at(), text(end.ending()));
            case Detail.Ended(Row.End end) -> add(table, "ended", end.at(), text(end.ending()));
            case Detail.NextStart(Optional<Row.End> end, long at) ->
                    add(table, "next", at, end.isPresent() ? text(end.get().ending()) : "");
            case Detail.WaitsFor(List<String> programs) ->
                    add(table, "waits", 0, programs.isEmpty() ? "an update" : String.join(", ", programs));
            case Detail.Because(Cause cause) -> {
                if (cause instanceof Cause.None) {
                    add(table, "-", 0, "");
                } else {
                    add(table, "because", 0, cause.text());
                }
            }
        }
    }

    private static void add(StringBuilder table, String kind, long at, String text) {
        table.append(kind).append('\t').append(at).append('\t').append(PlainText.line(text));
    }

    static String text(Ending ending) {
        return new Cause.Ended(ending).text();
    }
}
