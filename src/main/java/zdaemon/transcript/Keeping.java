package zdaemon.transcript;

import zdaemon.posix.Credentials;

/**
 * Where a transcript keeps output so that it outlives the manager: two private files, which the next manager that is
 * given the same names goes on with.
 *
 * @param pipe    the named pipe that the program writes to
 * @param staging what has left the pipe and may not have reached the transcript
 * @param owner   whose the pipe is: he who has it as his output may open that by name
 */
public record Keeping(String pipe, String staging, int owner) {
    /** Of this process's user. */
    public Keeping(String pipe, String staging) {
        this(pipe, staging, Credentials.effectiveUid());
    }
}
