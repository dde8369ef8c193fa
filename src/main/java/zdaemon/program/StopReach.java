package zdaemon.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Event;
import zdaemon.eventlog.EventLog;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.Signal;
import zdaemon.process.ProcessTable;
import zdaemon.spec.StopScope;

/**
 * Whom a stop reaches besides the program's own process ({@code stop-scope}), and who is left when it is over.
 *
 * <p>To the machine, a program has ended when nobody is left in its scope: until then the news of its end is held here,
 * and the machine's deadline for SIGKILL goes on running. Of those who are waited for one at a time is watched; when that
 * one has ended, it is time to look again.
 */
public final class StopReach {
    /** After SIGKILL only the kernel can be in the way, and for that nobody waits long. */
    private static final long LAST_WAIT_NANOS = 2_000_000_000L;
    /** Who forks faster than we can look is given up after so many looks; the next signal gets him. */
    private static final int LOOKS = 8;

    private final StopScope scope;
    private final Offspring offspring;
    private final EventLog log;

    private Survivors survivors = Survivors.NONE;
    private boolean isKilled;
    private Optional<Event.ProgramEnded> held = Optional.empty();
    private OptionalLong heldUntil = OptionalLong.empty();
    private Optional<Fd> watched = Optional.empty();

    public StopReach(StopScope scope, Offspring offspring, EventLog log) {
        this.scope = scope;
        this.offspring = offspring;
        this.log = log;
    }

    /** A process of the program begins. */
    void begin() {
        isKilled = false;
    }

    /** Whether the program's own process has ended, and its number may mean somebody else. */
    boolean isHolding() {
        return held.isPresent();
    }

    /** Readable when the end of one who is waited for makes it worth to {@link #look}. */
    Optional<Fd> watched() {
        return watched;
    }

    /** When the wait ends in any case, monotonic nanoseconds. */
    OptionalLong deadline() {
        return heldUntil;
    }

    /** Who was left after the last process of the program, and still is. */
    List<String> survivors() {
        return survivors.names();
    }

    /** Sees who stems from the program while it is there: once it has ended, an adopted one's orphans are not ours. */
    void notice(Pid program) {
        family(program, true);
    }

    /**
     * Sends a signal to all in the scope but the program's own process, which has had it.
     *
     * @param now monotonic nanoseconds
     */
    void signal(Pid program, Signal signal, long now) {
        if (scope == StopScope.PROGRAM) {
            return;
        }
        if (signal.equals(Signal.KILL)) {
            isKilled = true;
            heldUntil = isHolding() ? OptionalLong.of(now + LAST_WAIT_NANOS) : heldUntil;
        }
        List<ProcessTable.Entry> reached = new ArrayList<>();
        boolean isNew = true;
        for (int looks = 0; isNew && looks < LOOKS; looks++) {
            isNew = false;
            for (ProcessTable.Entry one : inScope(program, family(program, !isHolding()))) {
                if (!reached.contains(one)) {
                    isNew = true;
                    reached.add(one);
                    signal(one, signal);
                }
            }
        }
    }

    private void signal(ProcessTable.Entry one, Signal signal) {
        Optional<Fd> pidfd = one.identity().find();
        if (pidfd.isEmpty()) {
            return;
        }
        try (Fd process = pidfd.get()) {
            Processes.kill(process, signal);
        } catch (PosixException e) {
            if (!e.errno().equals(Errno.ESRCH)) {
                log.log(LogLevel.ERROR, e.getMessage());
            }
        }
    }

    /**
     * The program's own process has ended, and others that stem from it may have not.
     *
     * @param isAsked whether it was asked to end; if it was not, whoever is left in the scope is killed
     * @param now     monotonic nanoseconds
     * @return the news, unless it has to wait because somebody is left in the scope
     */
    Optional<Event.ProgramEnded> end(Event.ProgramEnded end, boolean isAsked, long now) {
        held = Optional.of(end);
        heldUntil = isKilled ? OptionalLong.of(now + LAST_WAIT_NANOS) : OptionalLong.empty();
        if (!isAsked) {
            signal(new Pid(end.pid()), Signal.KILL, now);
        }
        return look(now);
    }

    /**
     * Looks who is left.
     *
     * @param now monotonic nanoseconds
     * @return the news, if there is one, once nobody is left in the scope or nobody is waited for any longer
     */
    Optional<Event.ProgramEnded> look(long now) {
        unwatch();
        if (held.isEmpty()) {
            return held;
        }
        Pid program = new Pid(held.get().pid());
        List<ProcessTable.Entry> family = family(program, false);
        if (heldUntil.isEmpty() || heldUntil.getAsLong() - now > 0) {
            List<ProcessTable.Entry> waitedFor = inScope(program, family);
            for (int i = 0; i < waitedFor.size() && watched.isEmpty(); i++) {
                watched = waitedFor.get(i).identity().find();
            }
        }
        if (watched.isPresent()) {
            return Optional.empty();
        }
        Optional<Event.ProgramEnded> end = held;
        held = Optional.empty();
        heldUntil = OptionalLong.empty();
        tell(program, family);
        return end;
    }

    private void tell(Pid program, List<ProcessTable.Entry> family) {
        survivors = new Survivors(family);
        List<String> names = survivors.names();
        if (!names.isEmpty()) {
            log.log(LogLevel.WARNING, "pid " + program.value() + " left processes behind: " + String.join(", ", names));
        }
    }

    /** Nobody is left but the program's own process, if that is. */
    void forgetSurvivors() {
        survivors = Survivors.NONE;
    }

    private List<ProcessTable.Entry> family(Pid program, boolean isThere) {
        try {
            return offspring.look(program, isThere);
        } catch (PosixException e) {
            log.log(LogLevel.ERROR, e.getMessage() + "; processes that the program leaves behind are not found");
            return List.of();
        }
    }

    private List<ProcessTable.Entry> inScope(Pid program, List<ProcessTable.Entry> family) {
        List<ProcessTable.Entry> reached = new ArrayList<>();
        for (ProcessTable.Entry one : family) {
            if (scope == StopScope.ALL || (scope == StopScope.GROUP && one.group() == program.value())) {
                reached.add(one);
            }
        }
        return reached;
    }

    private void unwatch() {
        if (watched.isPresent()) {
            watched.get().close();
            watched = Optional.empty();
        }
    }
}
