package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import zdaemon.posix.Fd;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader.RecordException;

/**
 * The daemon manager's process (behaviour §4). A client starts it, with the numbers of two inherited descriptors as
 * arguments: {@code settings=N}, from which it reads what to do, and {@code report=M}, on which it says how the start
 * went (absent when it runs in the foreground). With {@code adopt} it only takes over a program that is there.
 */
public final class ManagerMain {
    /** Said by a client that has found a program without a manager, and does not want it started if it ends before. */
    private static final String ADOPT = "adopt";
    /** With many programs: stay in the terminal, and show there what they write. */
    private static final String FOREGROUND = "foreground";
    /** What a manager passes to another release of itself: what it knows, and the descriptors that go on. */
    static final String HANDOFF = "handoff=";
    static final String LISTENER = "listener=";
    static final String CLIENT = "client=";
    static final String REPORT = "report=";
    static final String EXEC_REPORT = "exec=";
    /** When the one before has failed, monotonic nanoseconds. */
    static final String RECOVERED = "recovered=";
    /** With {@link #HANDOFF}: only see whether it is understood. */
    static final String TRIAL = "trial";
    /** With {@link #TRIAL}: what is to be answered when it is understood. */
    static final String CHALLENGE = "challenge=";

    private static final int INTERNAL_ERROR = 70;
    private static final int STDERR = 2;

    private ManagerMain() {
    }

    /**
     * Runs the manager to its end and exits with its status.
     *
     * @param arguments {@code settings=N} and, unless in the foreground, {@code report=M}; maybe {@code adopt}
     */
    public static void main(String[] arguments) {
        int status;
        try {
            status = run(arguments);
        } catch (PosixException | RuntimeException | Error e) {
            complain("zdaemon: daemon manager: " + describe(e));
            status = INTERNAL_ERROR;
        }
        Runtime.getRuntime().halt(status);
    }

    /** Ends without putting anything in order: a successor finds all as it is. */
    static void endAsIfKilled() {
        Runtime.getRuntime().halt(INTERNAL_ERROR);
    }

    private static int run(String[] arguments) throws PosixException {
        OptionalInt settingsNumber = descriptor("settings=", arguments);
        OptionalInt reportNumber = descriptor(REPORT, arguments);
        OptionalInt handoffNumber = descriptor(HANDOFF, arguments);
        if (handoffNumber.isPresent()) {
            return resume(handoffNumber.getAsInt(), reportNumber, arguments);
        }
        if (settingsNumber.isEmpty()) {
            complain("zdaemon: the daemon manager is started by 'zdaemon start', not by hand");
            return 2;
        }
        StartReport report = report(reportNumber);
        try {
            ManagerSignals.requireBlocked(arguments, inherited(settingsNumber, reportNumber));
            return begin(readAll(settingsNumber.getAsInt()), arguments, report);
        } catch (RecordException e) {
            report.failed("can't read the settings from the client: " + e.getMessage());
            return 2;
        } catch (ManagerFailure e) {
            complain(e.getMessage());
            report.failed(e.getMessage());
            return e.exitStatus();
        } catch (PosixException e) {
            complain(e.getMessage());
            report.failed(e.getMessage());
            return 1;
        }
    }

    private static StartReport report(OptionalInt number) throws PosixException {
        return number.isPresent() ? StartReport.to(Fd.adopt(number.getAsInt())) : StartReport.unread();
    }

    private static int begin(byte[] record, String[] arguments, StartReport report)
            throws ManagerFailure, PosixException, RecordException {
        boolean adoptOnly = contains(ADOPT, arguments);
        try {
            return FleetLaunch.isOne(record)
                    ? Startup.run(FleetLaunch.decode(record), adoptOnly, contains(FOREGROUND, arguments), report)
                    : Startup.run(Launch.decode(record), adoptOnly, report);
        } catch (OutOfMemoryError tooMuch) {
            throw new ManagerFailure(1, "the configuration is too large for the daemon manager's memory");
        }
    }

    /** Without a way back: the other release is gone. So everything that can fail has been tried by a trial. */
    private static int resume(int handoffNumber, OptionalInt reportNumber, String[] arguments) throws PosixException {
        try {
            byte[] record = readAll(handoffNumber);
            if (FleetHandoff.isOne(record)) {
                return resume(FleetHandoff.decode(record), reportNumber, arguments);
            }
            Handoff handoff = Handoff.decode(record);
            if (contains(TRIAL, arguments)) {
                Startup.tryOut(handoff);
                answerChallenge(arguments);
                return 0;
            }
            return Startup.resume(
                    new Beginning.Resume(handoff, open(EXEC_REPORT, arguments)),
                    new Resumed(open(CLIENT, arguments), number(RECOVERED, arguments)),
                    open(LISTENER, arguments).orElseThrow(),
                    report(reportNumber));
        } catch (ManagerFailure e) {
            complain(e.getMessage());
            return e.exitStatus();
        }
    }

    private static int resume(FleetHandoff handoff, OptionalInt reportNumber, String[] arguments)
            throws ManagerFailure, PosixException {
        if (contains(TRIAL, arguments)) {
            Startup.tryOut(handoff);
            answerChallenge(arguments);
            return 0;
        }
        List<Integer> reports = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.startsWith(EXEC_REPORT)) {
                reports.add(Integer.parseInt(argument.substring(EXEC_REPORT.length())));
            }
        }
        return Startup.resume(
                new FleetBeginning.Resume(handoff, number -> reports.contains(number) ? adopt(number) : Optional.empty()),
                new Resumed(open(CLIENT, arguments), number(RECOVERED, arguments)),
                open(LISTENER, arguments).orElseThrow(),
                report(reportNumber));
    }

    private static Optional<Fd> adopt(int number) {
        try {
            return Optional.of(Fd.adopt(number));
        } catch (PosixException e) {
            return Optional.empty();
        }
    }

    private static void answerChallenge(String[] arguments) throws PosixException {
        OptionalLong challenge = number(CHALLENGE, arguments);
        if (challenge.isPresent()) {
            Fd.standard(1).writeFully(NativeString.encode(answer(Long.toString(challenge.getAsLong())) + "\n"));
        }
    }

    /** What only a manager answers to a challenge: not to be had by printing the arguments. */
    static String answer(String challenge) {
        return "zdaemon understands " + new StringBuilder(challenge).reverse();
    }

    private static boolean contains(String word, String[] arguments) {
        for (String argument : arguments) {
            if (argument.equals(word)) {
                return true;
            }
        }
        return false;
    }

    private static OptionalInt descriptor(String prefix, String[] arguments) {
        OptionalLong number = number(prefix, arguments);
        return number.isPresent() ? OptionalInt.of((int) number.getAsLong()) : OptionalInt.empty();
    }

    private static Optional<Fd> open(String prefix, String[] arguments) throws PosixException {
        OptionalInt number = descriptor(prefix, arguments);
        return number.isPresent() ? Optional.of(Fd.adopt(number.getAsInt())) : Optional.empty();
    }

    private static OptionalLong number(String prefix, String[] arguments) {
        for (String argument : arguments) {
            if (argument.startsWith(prefix)) {
                return OptionalLong.of(Long.parseLong(argument.substring(prefix.length())));
            }
        }
        return OptionalLong.empty();
    }

    private static List<Integer> inherited(OptionalInt settings, OptionalInt report) {
        List<Integer> numbers = new ArrayList<>();
        numbers.add(settings.getAsInt());
        if (report.isPresent()) {
            numbers.add(report.getAsInt());
        }
        return numbers;
    }

    private static byte[] readAll(int number) throws PosixException {
        try (Fd file = Fd.adopt(number)) {
            return file.readAll();
        }
    }

    private static void complain(String message) {
        try {
            Fd.standard(STDERR).writeFully(NativeString.encode(message + "\n"));
        } catch (PosixException e) {
            // Nobody can be told that nobody can be told.
            return;
        }
    }

    /** Without the runtime's own words. */
    static String describe(Throwable e) {
        return e instanceof PosixException ? e.getMessage()
                : e instanceof OutOfMemoryError ? "out of memory" : "internal error (" + e.getClass().getSimpleName() + ")";
    }
}
