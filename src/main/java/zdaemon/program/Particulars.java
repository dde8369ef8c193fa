package zdaemon.program;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.posix.Account;
import zdaemon.posix.Credentials;
import zdaemon.posix.Environment;
import zdaemon.posix.FileUser;
import zdaemon.posix.OpenFiles;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/**
 * What a program gets that its manager's process does not have, or not so. With one program there is nothing: its directory,
 * umask and user are the manager's own.
 *
 * @param mark      by what its processes are known
 * @param directory where it starts, absolute
 * @param umask     its umask
 * @param user      who it is, so that its environment names that user
 * @param switches  whether it has to become that user, whom its manager is not
 * @param openFiles its limits to the number of open files
 * @param isOneshot whether it is done once it has exited with 0
 */
public record Particulars(Optional<Mark> mark, Optional<String> directory, OptionalInt umask, Optional<Account> user,
        boolean switches, Optional<OpenFiles.Limits> openFiles, boolean isOneshot) {

    /** Nothing: it is its manager's only program. */
    public static final Particulars NONE = new Particulars(Optional.empty(), Optional.empty(), OptionalInt.empty(),
            Optional.empty(), false, Optional.empty(), false);

    /**
     * Those of one of many programs.
     *
     * @param openFiles the limits that the manager had before it raised its own
     * @throws ManagerFailure when there is no such user, or this manager's programs cannot run as that one
     */
    public static Particulars of(Mark mark, ProgramSpec program, boolean isOneshot, Users users, OpenFiles.Limits openFiles)
            throws ManagerFailure {
        Optional<String> name = program.find(Option.USER);
        Optional<Account> user = name.isPresent() ? Optional.of(users.find(name.get())) : Optional.empty();
        return new Particulars(Optional.of(mark), program.find(Option.DIRECTORY),
                OptionalInt.of(program.number(Option.UMASK)), user, user.isPresent() && users.areSwitchedTo(user.get()),
                Optional.of(openFiles), isOneshot);
    }

    /**
     * The variables of the program and its start test that are not simply the client's. What the file sets wins over what the
     * user brings with it.
     *
     * @param configured what the file sets
     */
    Map<String, String> variables(Map<String, String> configured) {
        if (user.isEmpty() && mark.isEmpty()) {
            return configured;
        }
        Map<String, String> variables = new LinkedHashMap<>();
        if (user.isPresent()) {
            variables.putAll(Environment.of(user.get()));
        }
        variables.putAll(configured);
        if (mark.isPresent()) {
            variables.putAll(mark.get().variables());
        }
        return variables;
    }

    /** In whose name its files are made; the manager's own as it is when empty. */
    Optional<FileUser> fileUser() {
        return umask.isPresent() ? Optional.of(new FileUser(switches ? user : Optional.empty(), umask.getAsInt())) : Optional.empty();
    }

    /** Whose its pipe is. */
    int uid() {
        return switches ? user.orElseThrow().uid() : Credentials.effectiveUid();
    }

    /** A relative path begins in its directory. */
    String from(String path) {
        return directory.isEmpty() || path.startsWith("/") ? path : directory.get() + "/" + path;
    }

    /** The plan of a process that has them. */
    SpawnPlan givenTo(SpawnPlan plan) {
        SpawnPlan given = plan;
        if (directory.isPresent()) {
            given = given.withDirectory(directory.get());
        }
        if (umask.isPresent()) {
            given = given.withUmask(umask.getAsInt());
        }
        if (openFiles.isPresent()) {
            given = given.withOpenFiles(openFiles.get());
        }
        return switches ? given.asUser(user.orElseThrow()) : given;
    }
}
