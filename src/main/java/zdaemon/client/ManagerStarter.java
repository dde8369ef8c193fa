package zdaemon.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.client.Patience.Wake;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.Open;
import zdaemon.posix.Pid;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;
import zdaemon.posix.Processes;
import zdaemon.posix.SignalSet;
import zdaemon.posix.WaitStatus;
import zdaemon.process.GuestSpawner;
import zdaemon.process.SpawnPlan;
import zdaemon.process.SpawnReport;
import zdaemon.process.Spawner;

/**
 * Starts managers (docs/design.md). The settings go through a memory file, the report comes back
 * through a pipe.
 */
public final class ManagerStarter {
    private static final int CHUNK = 4096;
    private static final int SECONDS_TO_END = 5;

    /** The managers that this process has started, by any caller, and that may need to be reaped. */
    private static final List<Pid> UNREAPED = new ArrayList<>();

    private final Optional<Spawner> spawner;
    private final ManagerCommand command;
    private Optional<Pid> latest = Optional.empty();

    /**
     * A starter.
     *
     * @param spawner this process's; empty in a process that is not ours and must not fork, where managers can be
     *                started in the background only
     */
    public ManagerStarter(Optional<Spawner> spawner, ManagerCommand command) {
        this.spawner = spawner;
        this.command = command;
    }

    /**
     * Starts a manager in the background and waits for what it says about the program.
     *
     * @throws PosixException when there is no process or descriptor to be had
     */
    public StartOutcome start(Mandate mandate, Patience patience) throws PosixException {
        return start(mandate, List.of(), patience);
    }

    /**
     * Starts a manager that takes over the program of one that has died, and does nothing if there is none.
     *
     * @return {@link StartOutcome.Adopted}, or why not
     * @throws PosixException when there is no process or descriptor to be had
     */
    public StartOutcome adopt(Mandate mandate, Patience patience) throws PosixException {
        return start(mandate, List.of("adopt"), patience);
    }

    private StartOutcome start(Mandate mandate, List<String> words, Patience patience) throws PosixException {
        Pipe pipe = Pipe.open();
        try (Fd reader = pipe.reader()) {
            Optional<String> failure = launch(mandate, words, pipe.writer());
            if (failure.isPresent()) {
                return new StartOutcome.GaveUp(failure.get(), List.of());
            }
            StartOutcome outcome = listen(reader, patience);
            if (outcome instanceof StartOutcome.GaveUp) {
                awaitEnd(latest.orElseThrow());
            }
            return outcome;
        }
    }

    /**
     * A manager that has given up still writes the program's last words to the transcript and removes its socket: who
     * starts again at once shall not meet it.
     */
    private static void awaitEnd(Pid manager) throws PosixException {
        try (Fd end = Processes.pidfd(manager); Patience patience = Patience.silent(SECONDS_TO_END)) {
            patience.untilReadable(end);
        }
    }

    /** Closes our end of the report, which would else stay open for ever. Answers why there is no manager, if so. */
    private Optional<String> launch(Mandate mandate, List<String> words, Fd report) throws PosixException {
        try (Fd writer = Handover.unshared(report);
                Handover handover = Handover.of(mandate);
                Fd nothing = Fd.open("/dev/null", Open.READ, 0)) {
            SpawnPlan plan = handover.plan(command, OptionalInt.of(writer.number()), words)
                    .withStreams(nothing.number(), writer.number(), writer.number())
                    .inNewSession();
            return spawner.isPresent() ? fork(spawner.get(), plan) : spawn(plan);
        }
    }

    private Optional<String> fork(Spawner forking, SpawnPlan plan) throws PosixException {
        SpawnReport.Attempts attempts = Foreground.spawn(forking, plan);
        Optional<String> failure = Foreground.failure(attempts.outcome(), plan);
        if (failure.isEmpty()) {
            started(attempts.pid());
        }
        return failure;
    }

    /**
     * With no signal blocked: a manager that finds it so executes itself anew, and keeps none of the host's
     * descriptors.
     */
    private Optional<String> spawn(SpawnPlan plan) {
        try {
            started(GuestSpawner.spawn(plan.withMask(SignalSet.empty())));
            return Optional.empty();
        } catch (PosixException e) {
            return Optional.of(e.getMessage());
        }
    }

    private void started(Pid manager) {
        latest = Optional.of(manager);
        add(manager);
    }

    private static StartOutcome listen(Fd reader, Patience patience) throws PosixException {
        StartOutcome.Reader report = new StartOutcome.Reader();
        try (Buffer buffer = Buffer.allocate(CHUNK)) {
            while (true) {
                Wake wake = patience.untilReadable(reader);
                if (wake != Wake.READY) {
                    return wake == Wake.INTERRUPTED ? new StartOutcome.Interrupted() : new StartOutcome.TookTooLong();
                }
                int count = reader.read(buffer);
                if (count <= 0) {
                    return report.ended();
                }
                Optional<StartOutcome> outcome = report.add(buffer.get(0, count));
                if (outcome.isPresent()) {
                    return outcome.get();
                }
            }
        }
    }

    /**
     * Becomes a manager that keeps this process's session and streams ({@code daemon off}); returns only by exception.
     *
     * @param words further arguments
     * @throws PosixException says what failed
     */
    public void become(Mandate mandate, String... words) throws PosixException {
        try (Handover handover = Handover.of(mandate)) {
            spawner.orElseThrow().replace(handover.plan(command, OptionalInt.empty(), List.of(words)).keepingIgnored());
        }
    }

    /**
     * Runs a manager that shares this process's session and streams to its end.
     *
     * @param words further arguments
     * @throws PosixException  when there is no process or descriptor to be had
     * @throws ClientException when it could not be executed
     */
    public WaitStatus run(Mandate mandate, String... words) throws PosixException, ClientException {
        try (Handover handover = Handover.of(mandate)) {
            return Foreground.run(
                    spawner.orElseThrow(), handover.plan(command, OptionalInt.empty(), List.of(words)).keepingIgnored());
        }
    }

    /** The same for another user's manager, in a session without the terminal. */
    public WaitStatus runApart(Mandate mandate, String... words) throws PosixException, ClientException {
        try (Handover handover = Handover.of(mandate)) {
            return Apart.run(spawner.orElseThrow(), handover.plan(command, OptionalInt.empty(), List.of(words)).keepingIgnored());
        }
    }

    private static synchronized void add(Pid manager) {
        UNREAPED.add(manager);
    }

    /** Takes leave of those that have ended, so that none of them stays about as a zombie. */
    public static synchronized void reapEnded() {
        for (int i = UNREAPED.size() - 1; i >= 0; i--) {
            try {
                if (Processes.reap(UNREAPED.get(i)).isPresent()) {
                    UNREAPED.remove(i);
                }
            } catch (PosixException e) {
                // It was reaped elsewhere.
                UNREAPED.remove(i);
            }
        }
    }
}
