package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import zdaemon.posix.Fd;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.process.Presence;
import zdaemon.process.ProcessIdentity;
import zdaemon.program.FilesBeside;
import zdaemon.program.ManagerFailure;
import zdaemon.protocol.Legacy;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader.RecordException;

/**
 * One of many programs, whose manager has died.
 *
 * @param legacy   what that manager knew of it
 * @param identity its process, which runs
 */
record MemberOrphan(String name, Legacy legacy, ProcessIdentity identity) {

    /**
     * Looks for one.
     *
     * @return empty when it is proved that no process of it runs
     * @throws ManagerFailure when that cannot be told
     */
    static Optional<MemberOrphan> find(String name, FilesBeside files) throws ManagerFailure, PosixException {
        if (!(PrivateFile.find(files.state()) instanceof PrivateFile.Found.Own(byte[] content))) {
            return Optional.empty();
        }
        Optional<Legacy> legacy = Legacy.parse(new String(content, StandardCharsets.ISO_8859_1));
        Optional<ProcessIdentity> identity = legacy.isPresent()
                ? ProcessIdentity.parse(legacy.get().program()) : Optional.empty();
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        return switch (identity.get().look()) {
            case Presence.Gone() -> Optional.empty();
            case Presence.Unknown(String why) -> throw new ManagerFailure(1, "can't tell whether '" + name
                    + "' still runs: process " + identity.get().pid().value() + ", which '" + files.state() + "' names, " + why
                    + "; remove that file if no process of the program is left");
            case Presence.Here(Fd pidfd, boolean _) -> {
                pidfd.close();
                yield Optional.of(new MemberOrphan(name, legacy.get(), identity.get()));
            }
        };
    }

    /** Gives it to its place among the others; with the arguments that it was started with. */
    void adoptedBy(Member member) {
        try {
            member.useArgumentsOf(Launch.decode(legacy.settings().getBytes(StandardCharsets.ISO_8859_1)).program());
        } catch (RecordException e) {
            // Its next start is as configured.
        }
        try {
            member.adopt(Orphan.event(legacy, identity), new Pid(identity.pid().value()));
        } catch (PosixException e) {
            // Its age cannot be told once it has ended; then there is nothing to take over.
            return;
        }
    }
}
