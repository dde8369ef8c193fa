package zdaemon.manager;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.Feed;
import zdaemon.control.Outcome;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.Reply;
import zdaemon.core.fleet.FleetEvent;
import zdaemon.core.fleet.Selection;
import zdaemon.core.fleet.UpdatePlan;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.NativeString;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.program.ManagerFailure;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.Verb;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.RecordReader.RecordException;

/** Answers the requests of a control socket with many programs behind it (docs/protocol.md). */
final class FleetRequests implements Requests {
    private static final String ARGUMENTS = "--";
    /** In bytes; ten thousand programs take a third of it. */
    private static final int LONGEST_CONFIGURATION = 32 << 20;

    private final ManyPrograms programs;
    private final EventLog log;
    private final Upgrades upgrades;

    FleetRequests(ManyPrograms programs, EventLog log, Upgrades upgrades) {
        this.programs = programs;
        this.log = log;
        this.upgrades = upgrades;
    }

    @Override
    public Outcome answer(Request request) {
        String word = request.verb();
        if (word.isEmpty()) {
            return new Outcome.Answered(Replies.EMPTY_COMMAND);
        }
        if (word.startsWith("@")) {
            return about(word.substring(1), request.words());
        }
        Optional<Verb> verb = Verb.of(word);
        if (verb.isEmpty()) {
            return new Outcome.Answered(Replies.unknownCommand(word));
        }
        return switch (verb.get()) {
            case HELP -> new Outcome.Answered(Verb.listOfMany());
            case TABLE -> table(request.words());
            case ORDER -> order(request.words());
            case UPDATE -> announce(request.words());
            case REOPEN_TRANSCRIPT -> new Outcome.Answered(reopenAll());
            case EXIT -> exit();
            case UPGRADE -> programs.updates().isUnderWay()
                    ? new Outcome.Answered(Replies.upgradeFailed("an update is under way"))
                    : RequestHandler.upgrade(request.words(), upgrades);
            case START, STOP, RESTART, KILL, STATUS, AWAIT, APPLY -> new Outcome.Answered(Replies.several(word));
        };
    }

    @Override
    public void trouble(String problem) {
        log.log(Level.ERROR.number(), problem);
    }

    // One program.

    private Outcome about(String name, List<String> words) {
        Optional<Member> found = programs.member(name);
        if (found.isEmpty()) {
            return new Outcome.Answered(Replies.unknownProgram(name));
        }
        if (words.isEmpty()) {
            return new Outcome.Answered(Replies.EMPTY_COMMAND);
        }
        Member member = found.get();
        Optional<Verb> verb = Verb.of(words.getFirst());
        if (verb.isEmpty()) {
            return new Outcome.Answered(Replies.unknownCommand(words.getFirst()));
        }
        List<String> further = words.subList(1, words.size());
        return switch (verb.get()) {
            case HELP -> new Outcome.Answered(Verb.listOfMany());
            case STATUS -> new Outcome.Answered(status(member));
            case START -> new Outcome.Answered(ordered(member, new Event.StartRequested()));
            case STOP -> new Outcome.Answered(ordered(member, new Event.StopRequested()));
            case RESTART -> new Outcome.Answered(ordered(member, new Event.RestartRequested()));
            case KILL -> new Outcome.Answered(member.hands().isEmpty() ? Replies.NOT_RUNNING : requests(member).kill(further));
            case REOPEN_TRANSCRIPT -> new Outcome.Answered(reopen(List.of(member), new StringBuilder()));
            case AWAIT -> member.hands().isEmpty() && further.equals(List.of("down"))
                    ? new Outcome.Answered(status(member)) : await(member, further);
            case EXIT, APPLY, UPGRADE, TABLE, ORDER, UPDATE -> new Outcome.Answered("'" + words.getFirst() + "' is not about one program");
        };
    }

    private String ordered(Member member, Event.Request request) {
        return programs.orderOne(member, request).map(Reply::text).orElse("");
    }

    private ProgramRequests requests(Member member) {
        MemberHands hands = member.hands().orElseThrow();
        hands.status().forgetTurn();
        return new ProgramRequests(hands.program(), hands.status(), new ProgramRequests.Orders() {
            @Override
            public Optional<Reply> give(Event.Request request) {
                return programs.orderOne(member, request);
            }

            @Override
            public void check() throws ManagerFailure {
                hands.check(member);
            }
        });
    }

    /** One that has no hands yet gets them with an order; then there is something to wait for, or it has failed. */
    private Outcome await(Member member, List<String> words) {
        if (member.hands().isEmpty()) {
            if (words.isEmpty() || !words.getFirst().equals("restart")) {
                return new Outcome.Answered(status(member));
            }
            programs.orderOne(member, new Event.StartRequested());
            if (member.hands().isEmpty()) {
                return new Outcome.Answered(status(member));
            }
            return requests(member).await(List.of("up"));
        }
        return requests(member).await(words);
    }

    private ReplyText status(Member member) {
        if (member.hands().isPresent()) {
            member.hands().get().status().forgetTurn();
            return member.hands().get().status().now();
        }
        return StatusReplies.neverStarted(member.spec(), programs.fleet().standing(member.name()).wanted());
    }

    // Several.

    private Outcome table(List<String> words) {
        Optional<List<String>> chosen = select(words, programs.fleet().roster().names());
        if (chosen.isEmpty()) {
            return new Outcome.Answered(unknown(words));
        }
        List<Member> members = new ArrayList<>();
        for (String name : chosen.get()) {
            members.add(programs.member(name).orElseThrow());
        }
        return new Outcome.Answered(StatusTable.of(programs.fleet(), members,
                programs.updates().inForce().directory(), log.troubles()));
    }

    /** The members that are meant; empty if a word means none. */
    private Optional<List<String>> select(List<String> words, List<String> ifNone) {
        if (words.isEmpty()) {
            return Optional.of(ifNone);
        }
        Selection selection = Selection.of(programs.fleet().roster(), words);
        return selection.unknown().isEmpty() ? Optional.of(selection.members()) : Optional.empty();
    }

    private String unknown(List<String> words) {
        StringBuilder lines = new StringBuilder();
        for (String word : Selection.of(programs.fleet().roster(), words).unknown()) {
            lines.append("unknown\t").append(PlainText.line(word)).append("\t\n");
        }
        return lines.append("end\n").toString();
    }

    private Outcome order(List<String> words) {
        if (words.isEmpty()) {
            return new Outcome.Answered(Verb.ORDER.usage());
        }
        int end = words.indexOf(ARGUMENTS);
        List<String> named = words.subList(1, end < 0 ? words.size() : end);
        List<String> arguments = new ArrayList<>();
        try {
            for (String word : end < 0 ? List.<String>of() : words.subList(end + 1, words.size())) {
                arguments.add(word.equals(Replies.EMPTY_ARGUMENT) ? "" : NativeString.decode(HexFormat.of().parseHex(word)));
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Answered("The arguments are not hexadecimal");
        }
        return switch (words.getFirst()) {
            case "start" -> stream(named, Selection.started(programs.fleet().roster()).members(), (members, feed) -> {
                for (String name : members) {
                    programs.member(name).orElseThrow().useArguments(arguments);
                }
                programs.order(FleetOrders.Kind.START, new FleetEvent.Start(members), members, feed);
            });
            case "stop" -> stream(named, List.of(), (members, feed) -> programs.order(FleetOrders.Kind.STOP,
                    named.isEmpty() ? programs.stopOfAll() : new FleetEvent.Stop(members), members, feed));
            case "restart", "rolling" -> stream(named, Selection.restarted(programs.fleet()).members(), (members, feed) ->
                    restart(members, words.getFirst().equals("rolling"), feed));
            default -> new Outcome.Answered(Verb.ORDER.usage());
        };
    }

    /** What could not be started again is not stopped; nor, one at a time, are those beside it. */
    private void restart(List<String> members, boolean inTurn, Feed feed) {
        List<String> sound = new ArrayList<>();
        for (String name : members) {
            Member member = programs.member(name).orElseThrow();
            try {
                if (member.process() != 0) {
                    member.hands().orElseThrow().check(member);
                }
                sound.add(name);
            } catch (ManagerFailure e) {
                feed.line("told\t" + name + "\tfailed\t" + member.process() + "\t"
                        + PlainText.line("the program is not restarted, and goes on as it is: " + e.getMessage()));
            }
        }
        List<String> moved = inTurn && sound.size() < members.size() ? List.of() : sound;
        programs.order(FleetOrders.Kind.RESTART, new FleetEvent.Restart(moved, inTurn), moved, feed);
    }

    private interface Ordering {
        void give(List<String> members, Feed feed);
    }

    private Outcome stream(List<String> words, List<String> ifNone, Ordering ordering) {
        Optional<List<String>> chosen = select(words, ifNone);
        return chosen.isEmpty() ? new Outcome.Answered(unknown(words))
                : new Outcome.Streams(feed -> ordering.give(chosen.get(), feed));
    }

    private Outcome exit() {
        programs.give(new FleetEvent.Shutdown(0, "a request"));
        return new Outcome.Answered(programs.exitStatus().isPresent() ? "Exiting now" : "Sent SIGTERM; will exit later");
    }

    private String reopenAll() {
        StringBuilder troubles = new StringBuilder();
        try {
            log.reopen();
        } catch (PosixException e) {
            trouble(troubles, "", e);
        }
        return reopen(programs.all(), troubles);
    }

    private String reopen(List<Member> members, StringBuilder troubles) {
        for (Member member : members) {
            if (member.hands().isPresent()) {
                try {
                    member.hands().get().transcript().reopen();
                } catch (PosixException e) {
                    trouble(troubles, member.name() + ": ", e);
                }
            }
        }
        return troubles.toString();
    }

    private void trouble(StringBuilder troubles, String whose, PosixException e) {
        log.log(Level.ERROR.number(), whose + e.getMessage());
        troubles.append(whose).append(e.getMessage()).append("; still writing to the old file\n");
    }

    // Another configuration.

    private static Outcome announce(List<String> words) {
        OptionalInt length = words.isEmpty() ? OptionalInt.empty() : ProgramRequests.number(words.getFirst());
        for (String word : words.isEmpty() ? words : words.subList(1, words.size())) {
            if (!word.equals("dry-run") && !word.equals("no-rollback")) {
                length = OptionalInt.empty();
            }
        }
        if (length.isEmpty() || length.getAsInt() <= 0) {
            return new Outcome.Answered(Verb.UPDATE.usage());
        }
        return length.getAsInt() > LONGEST_CONFIGURATION
                ? new Outcome.Answered("refused\tthe configuration is too long\nend") : new Outcome.Wants(length.getAsInt());
    }

    @Override
    public Outcome answer(Request request, byte[] body) {
        try {
            FleetLaunch wanted = FleetLaunch.decode(body);
            Optional<UpdatePlan> plan = programs.updates().plan(wanted);
            if (plan.isEmpty()) {
                return refused("another update is under way");
            }
            StringBuilder lines = new StringBuilder();
            for (String line : plan.get().lines()) {
                lines.append("plan\t").append(PlainText.line(asItRuns(line))).append('\n');
            }
            if (request.words().contains("dry-run")) {
                return new Outcome.Answered(lines.append("end\n").toString());
            }
            if (plan.get().changes().isEmpty()) {
                return new Outcome.Answered(lines.append("applied\nend\n").toString());
            }
            return new Outcome.Streams(feed -> {
                feed.line(lines.toString());
                programs.update(wanted, plan.get(), !request.words().contains("no-rollback"), feed);
            });
        } catch (RecordException | ManagerFailure e) {
            return refused(e.getMessage());
        }
    }

    /** What does not run is not restarted. */
    private String asItRuns(String line) {
        int colon = line.indexOf(':');
        String name = line.startsWith("! ") && colon > 0 ? line.substring(2, colon) : "";
        boolean isIdle = programs.member(name).isPresent() && !programs.fleet().standing(name).wanted()
                && !programs.fleet().standing(name).life().active();
        return isIdle && line.endsWith(": restart") ? line.substring(0, line.length() - "restart".length()) + "not running" : line;
    }

    private static Outcome refused(String why) {
        return new Outcome.Answered("refused\t" + PlainText.line(why) + "\nend\n");
    }
}
