package zdaemon.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    boolean wanted;
    private boolean leave;
    private boolean shutdown;
    private boolean over;
    int crashes;
    long resumeAt = -1;

    private boolean tested;
    private boolean testOrdered;
    private int testPid;
    private long testOrderedAt;
    private long testAgainAt;

    NaiveSupervisor(ProgramRules rules) {
        this.rules = rules;
    }

    boolean testing() {
        return rules.hasStartTest() && pid != 0 && !asked && !killed && !tested;
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
                if (killed) {
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
                log(Level.INFO, "daemon manager killed by " + name);
                wish(false, true);
                shutdown = true;
                ask();
            }
            case Event.Adopted adopted -> adopted(adopted);
            case Event.Forked(int child) -> forked(child);
            case Event.ForkFailed(String reason) -> {
                forking = false;
                log(Level.ERROR, reason);
                if (asked) {
                    goOn();
                } else {
                    crash();
                }
            }
            case Event.ExecConfirmed(int child) -> confirmed(child);
            case Event.ExecFailed(int child, String reason) -> {
                if (child == pid && !killed) {
                    log(Level.ERROR, reason);
                    kill();
                }
            }
            case Event.ProgramEnded(int child, Ending ending) -> {
                if (child == pid) {
                    ended(ending);
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
        if (pid != 0 && !killed && asked && now >= killTime) {
            kill();
        }
        if (pid != 0 && !killed && !asked && !executed && now >= silentAt) {
            log(Level.ERROR, "pid " + pid + ": no exec after " + rules.spawnTimeoutNanos() / SECOND + " s");
            kill();
        }
        boolean free = executed && pid != 0 && !asked && testPid == 0 && !testOrdered;
        if (free && !tested && now >= testAgainAt) {
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
        executed = asked = killed = tested = false;
        out.add(new Effect.Spawn());
    }

    private void adopted(Event.Adopted adopted) {
        pid = adopted.pid();
        wanted = true;
        executed = !adopted.wish().equals(Optional.of(Next.RETRY));
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
        log(Level.INFO, "spawned process pid=" + pid);
        if (asked) {
            asked = false;
            ask();
        }
    }

    private void confirmed(int child) {
        if (child != pid || killed) {
            return;
        }
        executed = true;
        if (asked) {
            killTime = now + rules.stopTimeoutNanos();
            return;
        }
        bornAt = now;
        testAgainAt = now;
        tested = !rules.hasStartTest();
        out.add(new Effect.AnnounceStarted(pid));
        if (tested) {
            out.add(new Effect.AnnounceReady(pid));
        }
    }

    private void ask() {
        if (!there()) {
            goOn();
            return;
        }
        if (pid != 0 && !killed) {
            if (!asked) {
                killTime = now + rules.stopTimeoutNanos();
                killTime = executed ? killTime : Math.min(killTime, silentAt);
            }
            killTest();
            out.add(new Effect.Signal(pid, StopSignal.TERM));
            out.add(new Effect.Signal(pid, StopSignal.CONT));
        }
        asked = true;
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

    private void ended(Ending ending) {
        int was = pid;
        killTest();
        pid = 0;
        String how =
                switch (ending) {
                    case Ending.Exited(int status) -> "exit status " + status;
                    case Ending.Unknown() -> "ended (adopted, exit status unknown)";
                    case Ending.Killed(_, String name, boolean core) ->
                            "terminated by " + name + (core ? " (core dumped)" : "");
                };
        boolean byItself = executed && !asked && !killed;
        if (byItself && ending instanceof Ending.Exited(int status) && rules.exitCodes().contains(status)) {
            log(Level.INFO, "pid " + was + ": " + how + "; exiting now");
            out.add(new Effect.AnnounceFailed("pid " + was + ": " + how + "; exiting now"));
            quit(status);
            return;
        }
        log(Level.INFO, "pid " + was + ": " + how);
        if (asked) {
            goOn();
        } else if (byItself && now - bornAt >= rules.backoffLimit() * SECOND) {
            crashes = 0;
            launch();
        } else {
            crash();
        }
    }

    private void crash() {
        if (crashes < rules.backoffLimit()) {
            crashes++;
        }
        if (rules.backoffLimit() > 0 && crashes == rules.backoffLimit() && !rules.forever()) {
            log(Level.CRITICAL, "restarting too frequently; quit");
            out.add(new Effect.AnnounceFailed("restarting too frequently; quit"));
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
            quit(shutdown ? 1 : 0);
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
