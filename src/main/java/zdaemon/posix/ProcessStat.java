package zdaemon.posix;

import java.nio.charset.StandardCharsets;

/**
 * What the kernel says about a process in one line, proc_pid_stat(5).
 *
 * @param command its name, at most 15 bytes
 * @param fields  the words behind the name
 */
record ProcessStat(String command, String[] fields) {
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int START = 19;
    private static final int EXIT_CODE = 49;

    /**
     * Looks at a process.
     *
     * @throws PosixException ENOENT when there is none, ESRCH when it has just gone
     * @throws NumberFormatException never with a Linux of this century, nor do the queries
     */
    static ProcessStat of(Pid pid) throws PosixException {
        byte[] line = FileSystem.read("/proc/" + pid.value() + "/stat");
        // The name is in parentheses and may hold anything, parentheses too.
        int open = 0;
        while (open < line.length && line[open] != '(') {
            open++;
        }
        int close = line.length - 1;
        while (close > open && line[close] != ')') {
            close--;
        }
        if (close <= open) {
            throw new PosixException("read", Errno.ESRCH, pid.toString());
        }
        String rest = new String(line, close + 1, line.length - close - 1, StandardCharsets.ISO_8859_1);
        String[] fields = rest.strip().split(" ");
        if (fields.length <= EXIT_CODE) {
            throw new PosixException("read", Errno.ESRCH, pid.toString());
        }
        return new ProcessStat(NativeString.decode(line, open + 1, close), fields);
    }

    /** Whether it has ended, and is but waiting to be reaped. */
    boolean isZombie() {
        return fields[STATE].equals("Z") || fields[STATE].equals("X");
    }

    int parent() {
        return Integer.parseInt(fields[PARENT]);
    }

    int group() {
        return Integer.parseInt(fields[GROUP]);
    }

    /** When it was started, in hundredths of a second since the machine's start. */
    long start() {
        return Long.parseLong(fields[START]);
    }

    /** The status that its parent will learn, as waitpid(2) has it; of a zombie. */
    int exitCode() {
        return Integer.parseInt(fields[EXIT_CODE]);
    }
}
