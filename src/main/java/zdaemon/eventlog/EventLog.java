package zdaemon.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.eventlog.delivery.Complaints.LogClock;
import zdaemon.eventlog.delivery.Courier;
import zdaemon.eventlog.delivery.Courier.AgentLauncher;
import zdaemon.eventlog.format.Formatter;
import zdaemon.eventlog.format.LogLevel;
import zdaemon.eventlog.format.LogRecord;
import zdaemon.posix.Pid;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.posix.WaitStatus;
import zdaemon.spec.ManagerSpec.EventLogSettings;

/**
 * The manager's log of what it does, behaviour §6. Logging never waits and never fails: a handler that is down is left
 * out, and shows in {@link #troubles}. The manager's loop calls {@link #tick} when {@link #nextDeadline} has come, and
 * tells the end of each child.
 */
public final class EventLog implements AutoCloseable {
    private final int level;
    private final List<Outlet> outlets;
    private final Courier courier;
    private final LogClock clock;
    private final int process;
    private final long startedNanos;

    EventLog(int level, List<Outlet> outlets, Courier courier, LogClock clock, int process) {
        this.level = level;
        this.outlets = outlets;
        this.courier = courier;
        this.clock = clock;
        this.process = process;
        this.startedNanos = clock.wallNanos();
    }

    /**
     * Opens the handlers that are configured. One that cannot be opened now is tried again with each message.
     *
     * <p>Without configuration, messages from {@link LogLevel#WARNING} up go to standard error as they are: what
     * Python's logging does when nobody has told it anything.
     *
     * @param settings the section {@code <eventlog>}, if there is one; its formats have been checked
     * @return the log, to be closed
     */
    public static EventLog open(Optional<EventLogSettings> settings) {
        return EventLogBuilder.forThisProcess().build(settings);
    }

    /**
     * Begins to deliver what has to go over the network. Until then such messages wait: a manager has things to say
     * before it can start processes. The launcher is to work until the log is closed.
     *
     * @param launcher starts delivery agents
     */
    public void deliverThrough(AgentLauncher launcher) {
        courier.employ(launcher);
    }

    /**
     * Logs a message.
     *
     * @param messageLevel see {@link LogLevel}
     * @param message      the text
     */
    public void log(int messageLevel, String message) {
        if (messageLevel < level) {
            return;
        }
        LogRecord entry = new LogRecord(clock.wallNanos(), messageLevel, PlainText.line(message), process, startedNanos);
        for (Outlet outlet : outlets) {
            outlet.write(entry);
        }
    }

    /**
     * Goes on in the files that have the configured names now.
     *
     * @throws PosixException the first failure, after all were tried; the log whose file cannot be opened keeps its old
     *                        one
     */
    public void reopen() throws PosixException {
        Optional<PosixException> failure = Optional.empty();
        for (Outlet outlet : outlets) {
            try {
                outlet.sink().reopen();
            } catch (PosixException e) {
                failure = failure.isPresent() ? failure : Optional.of(e);
            }
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    /**
     * Tells that a child of this process has ended and was reaped.
     *
     * @param pid    the child
     * @param status how it ended
     * @return whether it was one of this log's agents
     */
    public boolean childEnded(Pid pid, WaitStatus status) {
        return courier.childEnded(pid, status);
    }

    /** {@return when to call {@link #tick}, in nanoseconds of the monotonic clock; empty when there is no need} */
    public OptionalLong nextDeadline() {
        return courier.nextDeadline();
    }

    /**
     * Does what is due.
     *
     * @param now the time, in nanoseconds of the monotonic clock
     */
    public void tick(long now) {
        courier.tick(now);
    }

    /**
     * {@return why handlers are down, a line each; empty when all are well} Standard error, if nothing is configured, is
     * none: in a manager it leads to the transcript, which tells its troubles itself.
     */
    public List<String> troubles() {
        List<String> troubles = new ArrayList<>();
        for (Outlet outlet : outlets) {
            Optional<String> trouble = outlet.sink().trouble();
            if (trouble.isPresent() && outlet.formatter().isPresent() && !troubles.contains(trouble.get())) {
                troubles.add(trouble.get());
            }
        }
        return troubles;
    }

    /** Closes the handlers. What is still to be delivered goes out with a last agent that nobody waits for. */
    @Override
    public void close() {
        for (Outlet outlet : outlets) {
            outlet.sink().close();
        }
        courier.close();
    }

    /** A handler: which records, how written, where to. */
    record Outlet(int level, Optional<Formatter> formatter, Sink sink) {
        void write(LogRecord entry) {
            if (entry.level() >= level) {
                sink.write(entry, formatter.isPresent() ? formatter.get().format(entry) : entry.message());
            }
        }
    }
}
