package zdaemon.manager;

import java.util.Map;
import java.util.Optional;
import zdaemon.control.ControlSocket;
import zdaemon.control.SocketTaken;
import zdaemon.core.Snapshot;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.Clock;
import zdaemon.posix.Environment;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivatePlace;
import zdaemon.process.Spawner;
import zdaemon.program.FilesBeside;
import zdaemon.program.LaunchPlanner;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Launch;
import zdaemon.spec.ProgramSpec;
import zdaemon.spec.Values;

/** Sees in which way a manager comes to its program: whether it starts it, takes it over, or goes on with it. */
final class Startup {
    private static final String NOT_UNDERSTOOD = "this release does not understand what the running one hands over";

    private Startup() {
    }

    /**
     * Runs a manager from beginning to end. It has the control socket before it looks at what another manager may have
     * left there, and before it does anything that a rival could notice.
     *
     * @param handedOver what the client read; its socket name and directory are absolute. The environment is the
     *     client's, {@code NAME=value} each; the settings add to it for the program
     * @param adoptOnly whether to end if there is no program to take over, instead of starting it
     * @param report where the client listens
     * @return the exit status
     * @throws ManagerFailure when it cannot begin
     * @throws PosixException when the kernel refuses something
     */
    static int run(Launch handedOver, boolean adoptOnly, StartReport report)
            throws ManagerFailure, PosixException {
        String path = handedOver.manager().socket();
        try (ControlSocket socket = takeSocket(path)) {
            FilesBeside files = FilesBeside.in(PrivatePlace.of(path));
            Optional<Orphan> orphan = Orphan.find(path);
            if (orphan.isPresent()) {
                enter(orphan.get().legacy().directory());
                return new Assembly(orphan.get().mandate(handedOver), adoptOnly, files, socket, report)
                        .run(new Beginning.Adopt(orphan.get()), Optional.empty());
            }
            if (adoptOnly) {
                throw new ManagerFailure(1, "there is no program to take over");
            }
            return new Assembly(handedOver, false, files, socket, report).run(new Beginning.Start(), Optional.empty());
        }
    }

    /**
     * Goes on as another release of the manager in this very process.
     *
     * @param resume what that one hands over
     * @param resumed what else it does
     * @param listener the control socket
     * @param report where the client listens that has started the program
     * @return as {@link #run}
     * @throws ManagerFailure as {@link #run}
     * @throws PosixException as {@link #run}
     */
    static int resume(Beginning.Resume resume, Resumed resumed, Fd listener, StartReport report)
            throws ManagerFailure, PosixException {
        Handoff handoff = resume.handoff();
        String path = handoff.mandate().manager().socket();
        try (ControlSocket socket = ControlSocket.inherit(path, listener, handoff.socket()).orElseThrow(
                () -> new ManagerFailure(1, NOT_UNDERSTOOD))) {
            return new Assembly(handoff.mandate(), handoff.background(), keptBy(path), socket, report)
                    .run(resume, Optional.of(resumed));
        }
    }

    /** A release before this one may have kept the program's pipe beside the socket in any case. */
    private static FilesBeside keptBy(String path) throws PosixException {
        FilesBeside files = FilesBeside.in(PrivatePlace.of(path));
        FilesBeside beside = FilesBeside.in(PrivatePlace.beside(path));
        boolean areBeside = FileSystem.linkStatus(files.pipe()).isEmpty() && FileSystem.linkStatus(beside.pipe()).isPresent();
        return areBeside ? beside : files;
    }

    /**
     * Sees whether a manager of this release would understand what is handed over, and what it needs is there.
     *
     * @throws ManagerFailure when it would not
     * @throws PosixException when the kernel refuses something
     */
    static void tryOut(Handoff handoff) throws ManagerFailure, PosixException {
        Launch mandate = handoff.mandate();
        if (Snapshot.decode(LaunchPlanner.rules(mandate, false), handoff.snapshot(), Clock.monotonicNanos()).isEmpty()) {
            throw new ManagerFailure(1, NOT_UNDERSTOOD);
        }
        new Spawner().close();
        EventLog.open(mandate.manager().eventLog()).close();
        Environment.with(mandate.environment(), mandate.program().environment());
    }

    /**
     * Runs a manager of many programs from beginning to end.
     *
     * @param adoptOnly whether to end if a manager before this one has left nothing to take over
     * @return as {@link #run}
     */
    static int run(FleetLaunch handedOver, boolean adoptOnly, boolean isForeground, StartReport report)
            throws ManagerFailure, PosixException {
        String path = handedOver.manager().socket();
        try (ControlSocket socket = takeSocket(path)) {
            FleetFiles files = new FleetFiles(PrivatePlace.of(path));
            Optional<FleetOrphans> orphans = FleetOrphans.find(path, files);
            if (orphans.isPresent()) {
                return new FleetAssembly(orphans.get().mandate(), false, files, socket, report)
                        .run(new FleetBeginning.Adopt(orphans.get().kept(), orphans.get().members()), Optional.empty());
            }
            if (adoptOnly) {
                throw new ManagerFailure(1, "there is no program to take over");
            }
            return new FleetAssembly(handedOver, isForeground, files, socket, report).run(new FleetBeginning.Start(), Optional.empty());
        }
    }

    /** Goes on with many programs as another release of the manager in this very process. */
    static int resume(FleetBeginning.Resume resume, Resumed resumed, Fd listener, StartReport report)
            throws ManagerFailure, PosixException {
        FleetHandoff handoff = resume.handoff();
        String path = handoff.mandate().manager().socket();
        try (ControlSocket socket = ControlSocket.inherit(path, listener, handoff.socket()).orElseThrow(
                () -> new ManagerFailure(1, NOT_UNDERSTOOD))) {
            return new FleetAssembly(handoff.mandate(), !handoff.background(), new FleetFiles(PrivatePlace.of(path)), socket, report)
                    .run(resume, Optional.of(resumed));
        }
    }

    /** Sees whether a manager of this release would understand what is handed over, and what it needs is there. */
    static void tryOut(FleetHandoff handoff) throws ManagerFailure, PosixException {
        for (FleetHandoff.Kept member : handoff.members()) {
            if (member.snapshot().isPresent() && Snapshot.decode(LaunchPlanner.rules(
                    new ProgramSpec(Values.none(), Map.of()), false), member.snapshot().get(), Clock.monotonicNanos()).isEmpty()) {
                throw new ManagerFailure(1, NOT_UNDERSTOOD);
            }
        }
        new Spawner().close();
        EventLog.open(handoff.mandate().manager().eventLog()).close();
    }

    private static ControlSocket takeSocket(String path) throws ManagerFailure, PosixException {
        try {
            return ControlSocket.open(path);
        } catch (SocketTaken e) {
            throw new ManagerFailure(1, e.getMessage());
        }
    }

    private static void enter(String directory) {
        try {
            FileSystem.changeDirectory(directory);
        } catch (PosixException e) {
            // It has been removed since: what runs there does not mind, and what is started next has its own setting.
            return;
        }
    }
}
