package zdaemon.manager;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import zdaemon.control.Feed;
import zdaemon.core.fleet.Command;
import zdaemon.core.fleet.Command.Outcome;
import zdaemon.core.fleet.Program;
import zdaemon.posix.PlainText;

/** The clients that have ordered something and are told of each program how it went ({@code order}, docs/protocol.md). */
final class FleetOrders {
    /** What was ordered. */
    enum Kind { START, STOP, RESTART, UPDATE }

    private final Members members;
    private final List<Order> open = new ArrayList<>();

    /** What is known of the members. */
    interface Members {
        /** The process, 0 if there is none. */
        int process(String name);

        /** Whether it runs, or is about to by itself. */
        boolean runs(String name);

        /** Processes that it has left behind and that stay. */
        List<String> survivors(String name);

        /** The programs for which it waits with its start. */
        List<String> waitsFor(String name);
    }

    FleetOrders(Members members) {
        this.members = members;
    }

    private record Order(Kind kind, Feed feed, Set<String> waiting, Set<String> ran) {}

    /** One more. {@link #expect} says of whom it hears, {@link #settle} that all are named. */
    void add(Kind kind, Feed feed) {
        open.add(new Order(kind, feed, new LinkedHashSet<>(), new HashSet<>()));
    }

    /** The latest order finds this member running; it does not wait for it. */
    void note(String member) {
        if (members.runs(member)) {
            open.getLast().ran().add(Program.key(member));
        }
    }

    /** The latest order waits for this member, too. */
    void expect(String member) {
        Order order = open.getLast();
        if (order.waiting().add(Program.key(member))) {
            note(member);
        }
    }

    /** Tells those who wait for a member how its wish turned out. */
    void report(String member, Outcome outcome) {
        String key = Program.key(member);
        for (Order order : open) {
            if (order.waiting().remove(key) || order.kind() == Kind.UPDATE) {
                order.feed().line(line(order, member, outcome));
                if (order.kind() != Kind.START && outcome instanceof Outcome.Down) {
                    List<String> survivors = members.survivors(member);
                    if (!survivors.isEmpty()) {
                        order.feed().line("survivors\t" + member + "\t" + PlainText.line(String.join(", ", survivors)));
                    }
                }
            }
        }
        settle();
    }

    /** Whether a client waits to hear of this member. */
    boolean waitFor(String member) {
        String key = Program.key(member);
        for (Order order : open) {
            if (order.waiting().contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** A member takes longer to come up than it may: it is waited for no more, nor are those that wait for it. */
    void late(String member, String reason) {
        for (Order order : open) {
            if (order.kind() == Kind.UPDATE) {
                order.feed().line(told(member, "failed", reason));
            } else if (order.kind() != Kind.STOP && order.waiting().remove(Program.key(member))) {
                order.feed().line(told(member, "failed", reason));
                tellThoseWaitingFor(order, program(member), reason);
            }
        }
        settle();
    }

    private void tellThoseWaitingFor(Order order, String late, String reason) {
        for (String other : new ArrayList<>(order.waiting())) {
            if (members.waitsFor(other).stream().anyMatch(need -> Program.key(need).equals(late)) && order.waiting().remove(other)) {
                order.feed().line(told(other, "failed", "it waits for " + late + ": " + reason));
                tellThoseWaitingFor(order, program(other), reason);
            }
        }
    }

    private static String program(String member) {
        int dot = member.indexOf('.');
        return Program.key(dot < 0 ? member : member.substring(0, dot));
    }

    /** An update has ended. */
    void updated(Command.Result result, String why) {
        for (Order order : new ArrayList<>(open)) {
            if (order.kind() == Kind.UPDATE) {
                order.feed().line(switch (result) {
                    case Command.Result.Applied() -> "applied";
                    case Command.Result.Undone(String member) -> "undone\t" + member + "\t" + PlainText.line(why);
                    case Command.Result.Failed(String member) -> "failed\t" + member + "\t" + PlainText.line(why);
                    case Command.Result.Refused() ->
                            "refused\tanother update is under way, or the daemon manager is ending";
                });
                finish(order);
            }
        }
    }

    /** Lets those go who have heard of all. */
    void settle() {
        for (Order order : new ArrayList<>(open)) {
            if (order.feed().isOver()) {
                open.remove(order);
            } else if (order.kind() != Kind.UPDATE && order.waiting().isEmpty()) {
                finish(order);
            }
        }
    }

    private void finish(Order order) {
        order.feed().line("end");
        order.feed().end();
        open.remove(order);
    }

    /** The manager ends: nobody will be told more. */
    void end() {
        for (Order order : new ArrayList<>(open)) {
            finish(order);
        }
    }

    boolean areNone() {
        return open.isEmpty();
    }

    private String line(Order order, String member, Outcome outcome) {
        boolean ran = order.ran().contains(Program.key(member));
        boolean isStop = order.kind() == Kind.STOP || order.kind() == Kind.UPDATE;
        Optional<String> why = Optional.empty();
        String word = switch (outcome) {
            case Outcome.Up(boolean anew) -> !anew ? "already" : ran && order.kind() != Kind.START ? "restarted" : "up";
            case Outcome.Done _ -> "done";
            case Outcome.Down down -> {
                why = isStop && ran ? Optional.empty() : Optional.of(down.cause().text());
                yield isStop && ran ? "stopped" : "down";
            }
            case Outcome.Failed(var cause) -> {
                why = Optional.of(cause.text());
                yield order.kind() == Kind.STOP && ran ? "stopped" : "failed";
            }
            case Outcome.Refused(var cause) -> {
                why = Optional.of(cause.text());
                yield "refused";
            }
        };
        return told(member, word, why.orElse(""));
    }

    private String told(String member, String outcome, String why) {
        return "told\t" + member + "\t" + outcome + "\t" + members.process(member) + "\t" + PlainText.line(why);
    }
}
