package zdaemon.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Behaviour §4 told a second time, as one would tell it without thinking of states: a handful of variables, and a look
 * at the clock whenever anything happens. What it knows of {@link Machine} is the vocabulary.
 */
final class NaiveSupervisor {

    private static final long SECOND = 1_000_000_000L;

    private final ProgramRules rules;
    private List<Effect> out;
    private long now;

    int pid;
    private boolean forking;
    private boolean executed;
    private boolean asked;
    private boolean killed;
    private long bornAt;
    private long silentAt;
    private long killTime;
    private boolean gone;
    private boolean hard;
    private long clearUntil;
    private Sequel sequel = Sequel.CRASH;
    private String failure = "";
    private boolean hasRun;

    /** What follows an end that nobody has asked for. */
    private enum Sequel { CRASH, AGAIN, LISTED, HOPELESS }

    private Ending ending = new Ending.Unknown();

    boolean wanted;
    private boolean leave;
    private boolean shutdown;
    private boolean over;
    int crashes;
    long resumeAt = -1;

    private boolean tested;
    private long provenAt;
    private boolean testOrdered;
    private int testPid;
    private long testOrderedAt;
    private long testAgainAt;

    NaiveSupervisor(ProgramRules rules) {
        this.rules = rules;
    }

    boolean testing() {
        return rules.hasStartTest() && pid != 0 && !gone && !asked && !killed && !tested;
    }

    long delayUntil() {
        boolean waits = pid != 0 && asked && !killed && (!gone || !hard);
        long until = gone ? clearUntil : killTime;
        return waits ? until == Long.MAX_VALUE ? -1 : until : resumeAt;
    }

    List<Effect> on(Event event, long time) {
        out = new ArrayList<>();
        now = time;
        if (over) {
            throw new IllegalStateException("there is nothing to tell any more");
        }
        happen(event);
        if (!over) {
            look();
        }
        return out;
    }

    private void happen(Event event) {
        switch (event) {
            case Event.StartRequested() -> {
                say(there() ? Reply.ALREADY_STARTED : Reply.STARTED);
                crashes = 0;
                wish(true, false);
                if (killed || gone) {
                    asked = true;
                }
                if (!there()) {
                    launch();
                }
            }
            case Event.StopRequested() -> {
                say(there() ? Reply.SENT_SIGTERM : Reply.ALREADY_STOPPED);
                crashes = 0;
                wish(false, !rules.hangAround());
                ask();
            }
            case Event.RestartRequested() -> {
                say(there() ? Reply.WILL_RESTART : Reply.STARTED);
                crashes = 0;
                wish(true, false);
                ask();
            }
            case Event.ExitRequested() -> {
                say(there() ? Reply.WILL_EXIT : Reply.EXITING_NOW);
                wish(false, true);
                ask();
            }
            case Event.ShutdownRequested(String name) -> {
                log(Level.CRITICAL, "daemon manager killed by " + name);
                wish(false, true);
                shutdown = true;
                ask();
            }
            case Event.Adopted adopted -> adopted(adopted);
            case Event.Forked(int child, _, _) -> forked(child);
            case Event.ForkFailed(String reason) -> {
                forking = false;
                log(Level.ERROR, reason);
                hard = false;
                if (asked) {
                    goOn();
                } else {
                    failure = reason;
                    crash();
                }
            }
            case Event.ExecConfirmed(int child) -> confirmed(child);
            case Event.ExecFailed(int child, String reason, boolean permanent) -> {
                if (child == pid && !killed && !gone) {
                    log(Level.ERROR, reason);
                    failure = reason;
                    if (permanent && !hasRun && !asked) {
                        sequel = Sequel.HOPELESS;
                        wanted = false;
                    }
                    kill();
                }
            }
            case Event.DescendantsEnded(int child) -> {
                if (child == pid && gone) {
                    cleared();
                }
            }
            case Event.ProgramEnded(int child, Ending how, boolean othersLeft) -> {
                if (child == pid && !gone) {
                    ended(how, othersLeft);
                }
            }
            case Event.TestForked(int child) -> {
                testOrdered = false;
                testPid = child;
            }
            case Event.TestForkFailed(String reason) -> {
                testOrdered = false;
                log(Level.ERROR, reason);
                testFailed();
            }
            case Event.TestEnded(int child, boolean succeeded) -> {
                if (child == testPid) {
                    testPid = 0;
                    tested = succeeded;
                    if (succeeded) {
                        log(Level.DEBUG, "start test succeeded");
                        out.add(new Effect.AnnounceReady(pid));
                    } else {
                        testFailed();
                    }
                }
            }
            case Event.DeadlineReached() -> {}
        }
    }

    private void look() {
        if (resumeAt >= 0 && now >= resumeAt) {
            launch();
        }
        if (gone && now >= clearUntil) {
            if (hard) {
                cleared();
                return;
            }
            hard = true;
            clearUntil = now + 2 * SECOND;
            out.add(new Effect.SignalDescendants(pid, StopSignal.KILL));
            out.add(new Effect.AwaitDescendants(pid));
        }
        if (pid != 0 && !gone && !killed && asked && now >= killTime) {
            kill();
        }
        if (pid != 0 && !gone && !killed && !asked && !executed && now >= silentAt) {
            failure = "pid " + pid + ": no exec after " + rules.spawnTimeoutNanos() / SECOND + " s";
            log(Level.ERROR, failure);
            kill();
        }
        boolean free = executed && pid != 0 && !gone && !asked && testPid == 0 && !testOrdered;
        if (free && !killed && !tested && !rules.hasStartTest() && now >= provenAt) {
            tested = true;
            out.add(new Effect.AnnounceReady(pid));
        }
        if (free && !tested && rules.hasStartTest() && now >= testAgainAt) {
            testOrdered = true;
            testOrderedAt = now;
            out.add(new Effect.SpawnTest());
        }
    }

    private void wish(boolean up, boolean leaveThen) {
        if (!shutdown) {
            wanted = up;
            leave = leaveThen;
        }
    }

    private boolean there() {
        return pid != 0 || forking;
    }

    private void launch() {
        resumeAt = -1;
        forking = true;
        executed = asked = killed = tested = gone = hard = false;
        sequel = Sequel.CRASH;
        out.add(new Effect.Spawn());
    }

    private void adopted(Event.Adopted adopted) {
        pid = adopted.pid();
        wanted = true;
        boolean failed = adopted.wish().isPresent()
                && Set.of(Next.RETRY, Next.LISTED, Next.HOPELESS).contains(adopted.wish().get());
        executed = !failed;
        hasRun = !adopted.wish().equals(Optional.of(Next.HOPELESS));
        bornAt = now - adopted.age();
        testAgainAt = now;
        tested = adopted.ready() || !rules.hasStartTest();
        crashes = adopted.crashes();
        log(Level.INFO, "adopted process pid=" + pid);
        out.add(new Effect.AnnounceStarted(pid));
        if (!executed) {
            kill();
        } else if (adopted.wish().isPresent()) {
            Next next = adopted.wish().get();
            wish(next == Next.RESTART, next != Next.STOP || !rules.hangAround());
            shutdown = next == Next.SHUTDOWN;
            ask();
        } else if (tested) {
            out.add(new Effect.AnnounceReady(pid));
        }
    }

    private void forked(int child) {
        forking = false;
        pid = child;
        silentAt = now + rules.spawnTimeoutNanos();
        out.add(new Effect.Release(pid));
        log(Level.INFO, "spawned process pid=" + pid);
        if (asked) {
            asked = false;
            ask();
        }
    }

    private void confirmed(int child) {
        if (child != pid || killed || gone) {
            return;
        }
        executed = true;
        hasRun = true;
        failure = "";
        if (asked) {
            killTime = killTime();
            return;
        }
        bornAt = now;
        testAgainAt = now;
        provenAt = now + rules.startNanos();
        tested = !rules.hasStartTest() && rules.startNanos() == 0;
        out.add(new Effect.AnnounceStarted(pid));
        if (tested) {
            out.add(new Effect.AnnounceReady(pid));
        }
    }

    private void ask() {
        if (!there()) {
            hard = false;
            goOn();
            return;
        }
        if (gone && !hard) {
            out.add(new Effect.SignalDescendants(pid, StopSignal.TERM));
            out.add(new Effect.SignalDescendants(pid, StopSignal.CONT));
        } else if (pid != 0 && !killed && !gone) {
            if (!asked) {
                killTime = killTime();
                killTime = executed ? killTime : Math.min(killTime, silentAt);
            }
            killTest();
            out.add(new Effect.Signal(pid, StopSignal.TERM));
            out.add(new Effect.Signal(pid, StopSignal.CONT));
        }
        asked = true;
    }

    private long killTime() {
        return rules.stopTimeoutNanos() == 0 ? Long.MAX_VALUE : now + rules.stopTimeoutNanos();
    }

    private void kill() {
        killed = true;
        out.add(new Effect.Signal(pid, StopSignal.KILL));
    }

    private void killTest() {
        if (testPid != 0) {
            out.add(new Effect.KillTest(testPid));
            testPid = 0;
        }
    }

    private void testFailed() {
        testAgainAt = testOrderedAt + SECOND;
        log(Level.DEBUG, "start test failed");
    }

    private void ended(Ending how, boolean othersLeft) {
        killTest();
        ending = how;
        boolean byItself = executed && !asked && !killed;
        if (byItself && how instanceof Ending.Exited(int status) && rules.exitCodes().contains(status)) {
            sequel = Sequel.LISTED;
            wanted = false;
        } else if (byItself && now - bornAt >= rules.backoffLimit() * SECOND) {
            sequel = Sequel.AGAIN;
            crashes = 0;
        } else if (!asked && !killed) {
            failure = told();
        }
        log(Level.INFO, told());
        hard = killed || !asked;
        if (!othersLeft) {
            cleared();
            return;
        }
        gone = true;
        clearUntil = hard ? now + 2 * SECOND : killTime;
        if (!asked && !killed) {
            out.add(new Effect.SignalDescendants(pid, StopSignal.KILL));
        }
        out.add(new Effect.AwaitDescendants(pid));
    }

    private String told() {
        String how =
                switch (ending) {
                    case Ending.Exited(int status) -> "exit status " + status;
                    case Ending.Unknown() -> "ended (adopted, exit status unknown)";
                    case Ending.Killed(_, String name, boolean core) ->
                            "terminated by " + name + (core ? " (core dumped)" : "");
                };
        return "pid " + pid + ": " + how + (sequel == Sequel.LISTED ? "; exiting now" : "");
    }

    private void cleared() {
        int at = out.size();
        int was = pid;
        String reason = told();
        pid = 0;
        gone = false;
        if (asked) {
            goOn();
        } else {
            switch (sequel) {
                case AGAIN -> launch();
                case CRASH -> crash();
                case LISTED -> giveUp(reason, ((Ending.Exited) ending).status());
                case HOPELESS -> giveUp(failure, 2);
            }
        }
        out.add(at, new Effect.NameSurvivors(was, over));
    }

    private void giveUp(String reason, int status) {
        out.add(new Effect.AnnounceFailed(reason));
        quit(status);
    }

    private void crash() {
        if (crashes < rules.backoffLimit()) {
            crashes++;
        }
        if (rules.backoffLimit() > 0 && crashes == rules.backoffLimit() && !rules.forever()) {
            log(Level.CRITICAL, "restarting too frequently; quit");
            out.add(new Effect.AnnounceFailed(
                    "restarting too frequently; quit" + (failure.isEmpty() ? "" : ": " + failure)));
            quit(1);
            return;
        }
        int pause = crashes == 0 ? 1 : crashes;
        log(Level.INFO, "sleep " + pause + " to avoid rapid restarts");
        resumeAt = now + pause * SECOND;
    }

    private void goOn() {
        resumeAt = -1;
        if (wanted) {
            launch();
        } else if (leave) {
            quit(shutdown && !(rules.isForeground() && !hard) ? 1 : 0);
        }
    }

    private void quit(int status) {
        over = true;
        wanted = false;
        log(Level.INFO, "Exiting");
        out.add(new Effect.Exit(status));
    }

    private void say(Reply reply) {
        out.add(new Effect.Answer(reply));
    }

    private void log(Level level, String message) {
        out.add(new Effect.Log(level, message));
    }
}
