package zdaemon.process;

import zdaemon.posix.PosixException;

/** The steps of a new process on its way to its program, in their order. */
public enum SpawnStep {
    /** Leads a session of its own, setsid(2). */
    SESSION("start a new session"),
    /** Leads a process group of its own, setpgid(2). */
    PROCESS_GROUP("start a new process group"),
    /** Gets its standard input, dup2(2). */
    STDIN("redirect standard input to"),
    /** Gets its standard output. */
    STDOUT("redirect standard output to"),
    /** Gets its standard error. */
    STDERR("redirect standard error to"),
    /** Loses all other descriptors, close_range(2). */
    CLOSE("close inherited descriptors"),
    /** Keeps the descriptors that it is meant to have, fcntl(2). */
    KEEP("pass on descriptors"),
    /** Gets its umask, umask(2). */
    UMASK("set the umask to"),
    /** Gets its limits to the number of open files, setrlimit(2): before it is a user who may lower them only. */
    LIMITS("set the limit of open files to"),
    /** Gets its user's groups, setgroups(2). */
    GROUPS("set the supplementary groups to those of"),
    /** Gets its user's primary group, setgid(2). */
    GID("set group id to"),
    /** Becomes its user, setuid(2). */
    UID("set user id to"),
    /** Keeps none of the capabilities that its program would inherit, capset(2), nor the keys of its session, keyctl(2). */
    CAPABILITIES("give up inherited capabilities"),
    /** Goes, as that user, to its directory, chdir(2). */
    DIRECTORY("change directory to"),
    /** Gets default dispositions for all signals, sigaction(2). */
    DISPOSITIONS("reset signal dispositions"),
    /** Waits until it is let go, if it was started so, read(2). */
    HOLD("wait for the start to be written down"),
    /** Gets its signal mask, pthread_sigmask(3). */
    MASK("set the signal mask"),
    /** Becomes its program, execve(2). */
    EXEC("exec");

    private final String action;

    SpawnStep(String action) {
        this.action = action;
    }

    /** What to say when the step fails, to be followed by its object and the reason. */
    public String verb() {
        return "can't " + action;
    }

    String action() {
        return action;
    }

    /** What the step was to work on in this plan, as a message shows it; empty when the verb says it all. */
    String object(SpawnPlan plan) {
        return switch (this) {
            case STDIN -> "descriptor " + plan.stdin();
            case STDOUT -> "descriptor " + plan.stdout();
            case STDERR -> "descriptor " + plan.stderr();
            case UMASK -> "0" + Integer.toOctalString(plan.umask().orElse(0));
            case LIMITS -> plan.openFiles().isEmpty() ? "" : plan.openFiles().get().toString();
            case GROUPS -> plan.user().isEmpty() ? "" : PosixException.quote(plan.user().get().name());
            case GID -> plan.user().isEmpty() ? "" : Integer.toString(plan.user().get().gid());
            case UID -> plan.user().isEmpty() ? "" : Integer.toString(plan.user().get().uid());
            case DIRECTORY -> PosixException.quote(plan.directory().orElse(""));
            case EXEC -> PosixException.quote(plan.executable());
            case KEEP -> plan.kept().toString();
            case SESSION, PROCESS_GROUP, CLOSE, CAPABILITIES, DISPOSITIONS, HOLD, MASK -> "";
        };
    }
}
