package zdaemon.posix;

import java.util.Optional;
import zdaemon.bindings.libc;

/** Names of signals and their numbers on this machine, in a class of its own: most commands need neither. */
final class SignalNames {
    private static final String PREFIX = "SIG";
    private static final String[] NAMES = new String[32];
    private static final int RTMIN = LibcProcesses.__libc_current_sigrtmin();
    private static final int RTMAX = LibcProcesses.__libc_current_sigrtmax();

    static {
        NAMES[libc.SIGHUP()] = "SIGHUP";
        NAMES[libc.SIGINT()] = "SIGINT";
        NAMES[libc.SIGQUIT()] = "SIGQUIT";
        NAMES[libc.SIGILL()] = "SIGILL";
        NAMES[libc.SIGTRAP()] = "SIGTRAP";
        NAMES[libc.SIGABRT()] = "SIGABRT";
        NAMES[libc.SIGBUS()] = "SIGBUS";
        NAMES[libc.SIGFPE()] = "SIGFPE";
        NAMES[libc.SIGKILL()] = "SIGKILL";
        NAMES[libc.SIGUSR1()] = "SIGUSR1";
        NAMES[libc.SIGSEGV()] = "SIGSEGV";
        NAMES[libc.SIGUSR2()] = "SIGUSR2";
        NAMES[libc.SIGPIPE()] = "SIGPIPE";
        NAMES[libc.SIGALRM()] = "SIGALRM";
        NAMES[libc.SIGTERM()] = "SIGTERM";
        NAMES[libc.SIGSTKFLT()] = "SIGSTKFLT";
        NAMES[libc.SIGCHLD()] = "SIGCHLD";
        NAMES[libc.SIGCONT()] = "SIGCONT";
        NAMES[libc.SIGSTOP()] = "SIGSTOP";
        NAMES[libc.SIGTSTP()] = "SIGTSTP";
        NAMES[libc.SIGTTIN()] = "SIGTTIN";
        NAMES[libc.SIGTTOU()] = "SIGTTOU";
        NAMES[libc.SIGURG()] = "SIGURG";
        NAMES[libc.SIGXCPU()] = "SIGXCPU";
        NAMES[libc.SIGXFSZ()] = "SIGXFSZ";
        NAMES[libc.SIGVTALRM()] = "SIGVTALRM";
        NAMES[libc.SIGPROF()] = "SIGPROF";
        NAMES[libc.SIGWINCH()] = "SIGWINCH";
        NAMES[libc.SIGIO()] = "SIGIO";
        NAMES[libc.SIGPWR()] = "SIGPWR";
        NAMES[libc.SIGSYS()] = "SIGSYS";
    }

    private SignalNames() {}

    static boolean exists(int number) {
        return (number > 0 && number < NAMES.length && NAMES[number] != null) || (number >= RTMIN && number <= RTMAX);
    }

    static String of(int number) {
        if (!exists(number)) {
            return "signal " + number;
        }
        if (number < NAMES.length) {
            return NAMES[number];
        }
        return number == RTMIN ? "SIGRTMIN"
                : number == RTMAX ? "SIGRTMAX"
                : number - RTMIN <= RTMAX - number ? "SIGRTMIN+" + (number - RTMIN)
                : "SIGRTMAX-" + (RTMAX - number);
    }

    /** What the text, in capitals, stands for. */
    static Optional<Signal> parse(String text) {
        int number = decimal(text);
        if (number < 0) {
            number = byName(text.startsWith(PREFIX) ? text : PREFIX + text);
        }
        return number < 0 ? Optional.empty() : Optional.of(new Signal(number));
    }

    private static int byName(String name) {
        for (int i = 0; i < NAMES.length; i++) {
            if (name.equals(NAMES[i])) {
                return i;
            }
        }
        int realTime = name.startsWith("SIGRTMIN") ? realTime(name, RTMIN, '+')
                : name.startsWith("SIGRTMAX") ? realTime(name, RTMAX, '-')
                : -1;
        if (realTime >= 0) {
            return realTime;
        }
        return switch (name) {
            case "SIGCLD" -> libc.SIGCHLD();
            case "SIGIOT" -> libc.SIGABRT();
            case "SIGPOLL" -> libc.SIGIO();
            default -> -1;
        };
    }

    private static int realTime(String name, int base, char sign) {
        int end = "SIGRTMIN".length();
        if (name.length() == end) {
            return base;
        }
        int distance = decimal(name.substring(end + 1));
        boolean far = distance < 0 || distance > RTMAX - RTMIN || name.charAt(end) != sign;
        return far ? -1 : sign == '+' ? base + distance : base - distance;
    }

    /** A number of at most nine plain digits; -1 when it is not one. */
    private static int decimal(String text) {
        if (text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }
}
