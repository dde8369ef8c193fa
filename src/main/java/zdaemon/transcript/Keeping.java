package zdaemon.transcript;

/**
 * Where a transcript keeps output so that it outlives the manager: two private files, which the next manager that is
 * given the same names goes on with.
 *
 * @param pipe    the named pipe that the program writes to
 * @param staging what has left the pipe and may not have reached the transcript
 */
public record Keeping(String pipe, String staging) {}
