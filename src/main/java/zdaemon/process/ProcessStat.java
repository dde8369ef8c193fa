package zdaemon.process;

import java.util.Optional;
import zdaemon.posix.Errno;
import zdaemon.posix.NativeString;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.ProcessLines;

/** What the kernel says about a process in one line, proc_pid_stat(5). */
final class ProcessStat {
    /** From the parenthesis before the name to, at most, the one after it; a kernel thread's name may be longer. */
    private static final int NAME = 66;

    // Places of words behind the name, which is in parentheses and may hold anything, parentheses too.
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int GROUP = 2;
    private static final int SESSION = 3;
    private static final int START = 19;
    private static final int EXIT_CODE = 49;

    private final byte[] line;
    private final int open;
    private final int close;

    private ProcessStat(byte[] line, int open, int close) {
        this.line = line;
        this.open = open;
        this.close = close;
    }

    /**
     * Looks at a process.
     *
     * @throws PosixException ESRCH when there is none, or it cannot be looked at
     */
    static ProcessStat of(Pid pid) throws PosixException {
        try (ProcessLines lines = new ProcessLines()) {
            Optional<ProcessStat> found = of(pid, lines);
            if (found.isEmpty()) {
                throw new PosixException("read", Errno.ESRCH, pid.toString());
            }
            return found.get();
        }
    }

    /** As {@link #of(Pid)}, for those who look at many. */
    static Optional<ProcessStat> of(Pid pid, ProcessLines lines) {
        byte[] line = lines.read(pid);
        int open = 0;
        while (open < line.length && line[open] != '(') {
            open++;
        }
        // The name has at most 15 bytes, and what follows it holds no parenthesis.
        int close = Math.min(line.length - 1, open + NAME);
        while (close > open && line[close] != ')') {
            close--;
        }
        return close <= open ? Optional.empty() : Optional.of(new ProcessStat(line, open, close));
    }

    /** Its name, at most 15 bytes. */
    String command() {
        return NativeString.decode(line, open + 1, close);
    }

    /** A letter: {@code R} runs, {@code S} sleeps, {@code Z} has ended. */
    char state() {
        return (char) line[begin(STATE)];
    }

    /** Whether it has ended, and is but waiting to be reaped. */
    boolean isZombie() {
        return state() == 'Z' || state() == 'X';
    }

    int parent() {
        return (int) number(PARENT);
    }

    int group() {
        return (int) number(GROUP);
    }

    int session() {
        return (int) number(SESSION);
    }

    /** When it was started, in hundredths of a second since the machine's start. */
    long start() {
        return number(START);
    }

    /** The status that its parent will learn, as waitpid(2) has it; of a zombie. */
    int exitCode() {
        return (int) number(EXIT_CODE);
    }

    /** Not by way of strings: this is done for each process that is started, and for all there are. */
    private long number(int field) {
        long number = 0;
        int at = begin(field);
        boolean isNegative = line[at] == '-';
        for (int i = isNegative ? at + 1 : at; line[i] >= '0' && line[i] <= '9'; i++) {
            number = 10 * number + line[i] - '0';
        }
        return isNegative ? -number : number;
    }

    private int begin(int field) {
        int at = close + 2;
        for (int skipped = 0; skipped < field; at++) {
            if (line[at] == ' ') {
                skipped++;
            }
        }
        return at;
    }
}
