package zdaemon.process;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Accounts;
import zdaemon.posix.Clock;
import zdaemon.posix.Credentials;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.PrivatePlace;

/**
 * What a manager has written down that did not end in order, and whose program runs; or that lives, and is not found at its
 * socket: its state file, which is believed for who could
 * have put it there, not for its owner alone (docs/reliability.md, "Root in other people's folders"). What cannot be proved
 * is never taken for absent.
 *
 * @param text    the state file's bytes
 * @param program the program's process
 * @param pidfd   that process's descriptor, by which it is known for sure, to be closed; empty if the program has ended, and
 *     only its manager is there: between two starts, or waiting for one
 * @param manager the manager's process, if the file names one
 */
public record Predecessor(byte[] text, ProcessIdentity program, Optional<Fd> pidfd, Optional<ProcessIdentity> manager) {
    private static final String STATE = ".state";
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    /**
     * Looks for one.
     *
     * @param socket the control socket's absolute path
     * @return empty when it is proved that neither a program of an earlier manager runs, nor that manager itself
     * @throws Unproven when that cannot be told, or a program runs of which nothing is believed
     * @throws PosixException when the socket's folder cannot be walked to
     */
    public static Optional<Predecessor> find(String socket) throws Unproven, PosixException {
        List<Written> all = written(socket);
        for (int i = 0; i < all.size(); i++) {
            Written written = all.get(i);
            Optional<Predecessor> predecessor = judge(written.file(), written.content(), written.doubt());
            if (predecessor.isPresent()) {
                return predecessor;
            }
        }
        return Optional.empty();
    }

    /**
     * What a state file holds.
     *
     * @param doubt why it is not to be believed; empty when it is
     */
    record Written(String file, byte[] content, String doubt) {}

    /** The state files of a socket, what is to be looked at first coming first: at most root's own, and the one beside it. */
    static List<Written> written(String socket) throws PosixException {
        String beside = PrivatePlace.beside(socket) + STATE;
        PrivateFile.Found found = PrivateFile.find(beside);
        boolean isRoot = Credentials.effectiveUid() == 0;
        if (found instanceof PrivateFile.Found.None && !(isRoot && PrivatePlace.isUsed())) {
            return List.of();
        }
        List<Written> all = new ArrayList<>(2);
        boolean isBelieved;
        try (Folder folder = Folder.ofParent(socket)) {
            isBelieved = folder.isOursAlone() || (!isRoot && folder.isShared());
            if (!isBelieved && isRoot) {
                addOwn(folder, socket, all);
            }
        }
        // No switch over types here: a start goes through this, and linking one takes a part of a millisecond.
        if (found instanceof PrivateFile.Found.Own own) {
            all.add(new Written(beside, own.content(), isBelieved ? "" : "stands where others may put files"));
        } else if (found instanceof PrivateFile.Found.Foreign foreign) {
            all.add(new Written(beside, foreign.beginning(), foreign.why()));
        }
        return all;
    }

    /** Root's own record, where nobody else can have written it. */
    private static void addOwn(Folder folder, String socket, List<Written> all) throws PosixException {
        String place = PrivatePlace.of(folder, socket.substring(socket.lastIndexOf('/') + 1)) + STATE;
        if (PrivatePlace.isApart(place) && PrivateFile.find(place) instanceof PrivateFile.Found.Own(byte[] content)) {
            all.add(new Written(place, content, ""));
        }
    }

    /**
     * Sees what a state file says.
     *
     * @param doubt why it is not to be believed; empty when it is
     */
    private static Optional<Predecessor> judge(String file, byte[] content, String doubt) throws Unproven, PosixException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (FleetPredecessor.isOne(text)) {
            if (!FleetPredecessor.isOfThisRun(identity(text, "\nmanager="))) {
                return Optional.empty();
            }
            throw new Unproven("'" + file + "' is of a daemon manager of many programs; use the file with a <manager> section "
                    + "that it was started with");
        }
        Optional<ProcessIdentity> program = identity(text, "\nprogram=");
        if (program.isEmpty() || program.get().pid().value() <= 1) {
            if (doubt.isEmpty() && isOfAnEarlierBoot(file)) {
                return Optional.empty();
            }
            throw new Unproven("can't tell whether the program runs: '" + file + "' "
                    + (doubt.isEmpty() ? "is not understood" : doubt)
                    + "; remove it if no process of the program is left");
        }
        Optional<ProcessIdentity> manager = identity(text, "\nmanager=");
        int pid = program.get().pid().value();
        return switch (program.get().look()) {
            case Presence.Gone() -> doubt.isEmpty() && manager.isPresent() && isThere(manager.get())
                    ? Optional.of(new Predecessor(content, program.get(), Optional.empty(), manager)) : Optional.empty();
            case Presence.Unknown(String why) -> {
                if (doubt.isEmpty() && wasFirstProcess(manager) && !PrivateFile.isLocked(file)) {
                    // With the first process of a pid namespace all others in it have ended.
                    yield Optional.empty();
                }
                throw new Unproven("can't tell whether the program still runs: process " + pid + ", which '" + file
                        + "' names, " + why + "; remove that file if no process of the program is left");
            }
            case Presence.Here(Fd pidfd, boolean _) -> {
                if (doubt.isEmpty()) {
                    yield Optional.of(new Predecessor(content, program.get(), Optional.of(pidfd), manager));
                }
                pidfd.close();
                throw new Unproven("the program runs without a daemon manager, as process " + pid + ofUser(pid)
                        + ", or so '" + file + "' says, which is not acted upon, for it " + doubt
                        + "; run the command as the user who started the program, or end that process and remove the file");
            }
        };
    }

    private static boolean isThere(ProcessIdentity process) {
        if (process.look() instanceof Presence.Here here) {
            here.pidfd().close();
            return true;
        }
        return false;
    }

    private static boolean wasFirstProcess(Optional<ProcessIdentity> manager) {
        return manager.isPresent() && manager.get().pid().value() == 1;
    }

    static Optional<ProcessIdentity> identity(String text, String key) {
        int from = text.indexOf(key);
        int to = from < 0 ? -1 : text.indexOf('\n', from + 1);
        return to < 0 ? Optional.empty() : ProcessIdentity.parse(text.substring(from + key.length(), to));
    }

    private static String ofUser(int pid) {
        try {
            Optional<FileStatus> process = FileSystem.status("/proc/" + pid);
            return process.isPresent() ? " of " + Accounts.describe(process.get().uid()) : "";
        } catch (PosixException e) {
            return "";
        }
    }

    /** A machine that has crashed may leave a file without its content, and certainly no process. */
    private static boolean isOfAnEarlierBoot(String file) throws PosixException {
        OptionalLong modified = FileSystem.modified(file);
        long boot = (Clock.wallNanos() - Clock.bootNanos()) / NANOS_PER_SECOND;
        return modified.isPresent() && modified.getAsLong() < boot;
    }
}
