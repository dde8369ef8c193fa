package zdaemon.manager;

import java.util.Optional;
import zdaemon.core.fleet.Program;
import zdaemon.posix.Credentials;
import zdaemon.posix.Directory;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.Processes;
import zdaemon.process.ProcessIdentity;
import zdaemon.program.FilesBeside;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.RecordReader;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.RecordWriter;

/**
 * The files that a manager of many programs keeps for a successor: one that says who it is and what it was told, and a folder
 * with what belongs to the programs.
 */
final class FleetFiles {
    private static final String KIND = "fleet-state";
    private static final int VERSION = 2;
    private static final int OWNERS = 0700;
    private static final int PERMISSIONS = 0777;

    private final String state;
    private final String folder;

    /** @param place what the paths begin with, {@link zdaemon.posix.PrivatePlace} */
    FleetFiles(String place) {
        state = place + ".state";
        folder = place + ".programs";
    }

    FilesBeside of(String member) {
        return FilesBeside.in(folder + "/" + Program.key(member));
    }

    /** Whether a manager has left output of a member that may not have been written. */
    boolean hasOutput(String member) {
        try {
            FilesBeside beside = of(member);
            return FileSystem.linkStatus(beside.staging()).isPresent() || FileSystem.linkStatus(beside.pipe()).isPresent();
        } catch (PosixException e) {
            // Whatever is there cannot be read.
            return false;
        }
    }

    String standings() {
        return folder + "/standings";
    }

    /** Makes the folder. In a folder that others may write to, another user may have made it. */
    void makeFolder() throws PosixException, ManagerFailure {
        Optional<FileStatus> there = FileSystem.linkStatus(folder);
        if (there.isEmpty()) {
            FileSystem.makeDirectory(folder, OWNERS);
            there = FileSystem.linkStatus(folder);
        }
        FileStatus status = there.orElseThrow();
        if (status.type() != FileType.DIRECTORY || status.uid() != Credentials.effectiveUid()
                || (status.mode() & PERMISSIONS) != OWNERS) {
            throw new ManagerFailure(1, "'" + folder + "' is in the way: it is not a folder of this user alone; remove it");
        }
    }

    /** Writes down who this manager is and what it was told. */
    void write(FleetLaunch mandate) throws PosixException {
        Optional<ProcessIdentity> self = ProcessIdentity.of(Processes.self());
        RecordWriter out = new RecordWriter(KIND, VERSION).put("manager", self.isPresent() ? self.get().text() : "");
        mandate.write(out.open("mandate"));
        PrivateFile.replace(state, out.close().bytes());
    }

    /** What the manager was told that has written this. */
    FleetLaunch mandate() throws RecordException, PosixException {
        byte[] record = PrivateFile.find(state) instanceof PrivateFile.Found.Own(byte[] content) ? content : new byte[0];
        return FleetLaunch.read(RecordReader.of(record, KIND, VERSION).record("mandate"));
    }

    /** Removes all of it; what cannot be removed names a manager that has ended. */
    void remove() {
        try {
            FileSystem.unlinkIfPresent(state);
            // Those of members that this manager has never started are an earlier one's.
            for (String name : Directory.names(folder)) {
                FileSystem.unlinkIfPresent(folder + "/" + name);
            }
            FileSystem.removeDirectory(folder);
        } catch (PosixException e) {
            // The folder went away or was closed to us: nothing of ours can be removed.
            return;
        }
    }
}
