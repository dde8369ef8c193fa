package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Output;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerClient;
import zdaemon.client.ManagerClient.Answer;
import zdaemon.client.ManagerClient.ManagerState;
import zdaemon.client.ManagerCommand;
import zdaemon.client.Patience;
import zdaemon.posix.NativeString;
import zdaemon.posix.PlainText;
import zdaemon.posix.PosixException;
import zdaemon.posix.Signal;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Repr;
import zdaemon.protocol.Request;

/** {@code kill [SIG]}, {@code reopen_transcript}, {@code logreopen}, {@code upgrade}: orders that the manager carries out. */
public final class OrderActions {
    /** More than the manager gives the other release to start. */
    private static final int UPGRADE_SECONDS = 60;
    private static final int TRIES = 3;

    private OrderActions() {
    }

    /** Sends the program a signal by way of its parent: for a parent the process id cannot mean another process. */
    public static int kill(Session session, String signalName) throws ClientException {
        Optional<Signal> signal = signal(signalName);
        return signal.isPresent() ? kill(session, signal.get()) : invalidSignal(session, signalName);
    }

    /** The signal of that name; empty if there is none. */
    public static Optional<Signal> signal(String name) {
        Optional<Signal> signal = Signal.parse(undashed(name));
        return signal.isPresent() && Signal.all().contains(signal.get()) ? signal : Optional.empty();
    }

    /** Says so; nothing was to be done. */
    public static int invalidSignal(Session session, String name) {
        session.out().line("invalid signal " + Repr.string(name));
        return Exit.DONE;
    }

    /** As kill(1) has it: -HUP and -9 mean HUP and 9. */
    private static String undashed(String name) {
        return name.length() > 1 && name.charAt(0) == '-' ? name.substring(1) : name;
    }

    private static int kill(Session session, Signal signal) throws ClientException {
        Output out = session.out();
        int pid = session.state(session.asking()).application();
        if (pid == 0) {
            out.line("daemon process not running");
            return Exit.DONE;
        }
        out.line("kill(" + pid + ", " + signal.number() + ")");
        Answer answer = session.asking().acknowledged(Request.of("kill", Integer.toString(signal.number())));
        String reply = answer instanceof Answer.Replied replied ? replied.reply().stripTrailing() : Replies.NOT_RUNNING;
        if (reply.equals(Replies.signalSent(signal.number()))) {
            out.line("signal " + signal.name() + " sent to process " + pid);
            return Exit.DONE;
        }
        if (reply.equals(Replies.NOT_RUNNING)) {
            out.line("daemon process not running");
            return Exit.DONE;
        }
        return failed(session, reply.isEmpty() ? "the daemon manager did not say whether the signal was sent" : reply);
    }

    /**
     * The manager lets go of files that have been renamed. It says nothing when that has been done; so does one that has
     * ended before: the order counts as carried out only when the same manager is there afterwards.
     */
    public static int reopenTranscript(Session session) throws ClientException {
        ManagerState before = session.asking().status();
        for (int tries = 0; tries < TRIES; tries++) {
            if (!(before instanceof ManagerState.Present present)
                    || !(session.asking().ask(Request.of("reopen_transcript")) instanceof Answer.Replied(String reply))) {
                session.out().line("daemon manager not running");
                return Exit.DONE;
            }
            if (!reply.isBlank()) {
                return failed(session, reply.stripTrailing());
            }
            ManagerState after = session.asking().status();
            if (after instanceof ManagerState.Present same && same.status().manager() == present.status().manager()) {
                return Exit.DONE;
            }
            before = after;
        }
        return failed(session, "the daemon manager did not say whether the files were reopened");
    }

    static int logReopen(Session session) throws ClientException {
        int reopened = reopenTranscript(session);
        return Math.max(reopened, kill(session, Signal.USR2));
    }

    /** The running manager becomes one of this release, and nothing else changes. */
    static int upgrade(Session session) throws ClientException, PosixException {
        return upgrade(session, session.client(), () -> session.client().status() instanceof ManagerState.Present present
                ? Optional.of(present.status().manager()) : Optional.empty());
    }

    /** Finds a manager. */
    public interface Finder {
        /** {@return its process; empty if there is none} */
        Optional<Integer> find() throws ClientException;
    }

    /** As the action does; {@code finder} says which process the manager is afterwards. */
    public static int upgrade(Session session, ManagerClient client, Finder finder) throws ClientException, PosixException {
        Answer answer;
        try (Patience patience = Patience.silent(UPGRADE_SECONDS)) {
            answer = client.ask(upgradeTo(session.managerCommand()), patience);
        }
        if (answer instanceof Answer.NobodyThere) {
            session.out().line("daemon manager not running");
            return Exit.DONE;
        }
        String reply = answer instanceof Answer.Replied replied ? replied.reply().stripTrailing() : "";
        Optional<Integer> manager = reply.equals(Replies.UPGRADED) ? finder.find() : Optional.empty();
        if (manager.isPresent()) {
            session.out().line("daemon manager upgraded, pid=" + manager.get());
            return Exit.DONE;
        }
        return failed(session, Replies.isUnknownCommand(reply)
                ? "the running daemon manager is of a release that cannot be upgraded in place; stop and start it"
                : reply.isEmpty() ? "the daemon manager did not say how the upgrade went; see what status says" : reply);
    }

    private static Request upgradeTo(ManagerCommand command) {
        List<String> words = new ArrayList<>();
        words.add(hex(command.executable()));
        for (String word : command.words()) {
            words.add(hex(word));
        }
        return new Request("upgrade", words);
    }

    private static String hex(String word) {
        return HexFormat.of().formatHex(NativeString.encode(word));
    }

    private static int failed(Session session, String reason) {
        session.streams().complain("Error: " + PlainText.line(reason));
        return Exit.FAILED;
    }
}
