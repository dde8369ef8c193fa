package zdaemon.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Account;
import zdaemon.posix.OpenFiles;
import zdaemon.posix.SignalSet;

/**
 * All that a new process is to be. It gets the three descriptors, those that are kept and no others, and default
 * dispositions for all signals, but for those that it is to ignore as its caller did.
 *
 * @param executable the program's path; PATH is not searched
 * @param arguments its arguments, the first being its name for itself
 * @param environment {@code NAME=value} each, all of them
 * @param stdin this process's descriptor that becomes its standard input
 * @param stdout this process's descriptor that becomes its standard output
 * @param stderr this process's descriptor that becomes its standard error
 * @param kept descriptors of this process that it gets besides, under the same numbers, each at least 3
 * @param directory where it starts, entered as its user; where this process is when empty
 * @param umask its umask; this process's when empty
 * @param newSession whether it leads a session of its own, and so a process group too
 * @param newProcessGroup whether it leads a process group of its own in this session
 * @param user who it runs as, with all groups of that user; this process's user when empty
 * @param mask which signals it starts with blocked
 * @param keepsIgnored whether signals that this process was started with as ignored stay so
 * @param openFiles how many descriptors it may have; as many as this process when empty
 */
public record SpawnPlan(
        String executable,
        List<String> arguments,
        List<String> environment,
        int stdin,
        int stdout,
        int stderr,
        List<Integer> kept,
        Optional<String> directory,
        OptionalInt umask,
        boolean newSession,
        boolean newProcessGroup,
        Optional<Account> user,
        SignalSet mask,
        boolean keepsIgnored,
        Optional<OpenFiles.Limits> openFiles) {

    /** Copies the lists. */
    public SpawnPlan {
        arguments = List.copyOf(arguments);
        environment = List.copyOf(environment);
        kept = List.copyOf(kept);
    }

    /**
     * A program that shares all it can with this process: descriptors, directory, umask, session, user; no signal
     * blocked.
     *
     * @param environment {@code NAME=value} each
     */
    public static SpawnPlan of(String executable, List<String> arguments, List<String> environment) {
        return new SpawnPlan(executable, arguments, environment, 0, 1, 2, List.of(), Optional.empty(),
                OptionalInt.empty(), false, false, Optional.empty(), SignalSet.empty(), false, Optional.empty());
    }

    /** The same with other streams. */
    public SpawnPlan withStreams(int in, int out, int err) {
        return new SpawnPlan(executable, arguments, environment, in, out, err, kept, directory, umask, newSession,
                newProcessGroup, user, mask, keepsIgnored, openFiles);
    }

    /**
     * The same with further descriptors.
     *
     * @param descriptors of this process, each at least 3; the program gets them under the same numbers
     */
    public SpawnPlan keeping(List<Integer> descriptors) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, descriptors, directory, umask,
                newSession, newProcessGroup, user, mask, keepsIgnored, openFiles);
    }

    /** The same in another directory. */
    public SpawnPlan withDirectory(String path) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, Optional.of(path),
                umask, newSession, newProcessGroup, user, mask, keepsIgnored, openFiles);
    }

    /** The same with another umask. */
    public SpawnPlan withUmask(int permissions) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory,
                OptionalInt.of(permissions), newSession, newProcessGroup, user, mask, keepsIgnored, openFiles);
    }

    /** The same in a session of its own. */
    public SpawnPlan inNewSession() {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask, true,
                newProcessGroup, user, mask, keepsIgnored, openFiles);
    }

    /** The same in a process group of its own. */
    public SpawnPlan inNewProcessGroup() {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask,
                newSession, true, user, mask, keepsIgnored, openFiles);
    }

    /** The same as another user. */
    public SpawnPlan asUser(Account account) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask,
                newSession, newProcessGroup, Optional.of(account), mask, keepsIgnored, openFiles);
    }

    /** The same with limits of its own to the number of its descriptors. */
    public SpawnPlan withOpenFiles(OpenFiles.Limits limits) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask,
                newSession, newProcessGroup, user, mask, keepsIgnored, Optional.of(limits));
    }

    /** The same with signals blocked. */
    public SpawnPlan withMask(SignalSet signals) {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask,
                newSession, newProcessGroup, user, signals, keepsIgnored, openFiles);
    }

    /** The same, ignoring what this process was started with as ignored: nohup(1), {@code trap '' HUP}. */
    public SpawnPlan keepingIgnored() {
        return new SpawnPlan(executable, arguments, environment, stdin, stdout, stderr, kept, directory, umask,
                newSession, newProcessGroup, user, mask, true, openFiles);
    }
}
