package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import zdaemon.cli.console.Exit;
import zdaemon.client.Answer;
import zdaemon.client.ClientException;
import zdaemon.client.ManagerCommand;
import zdaemon.client.ManagerState;
import zdaemon.client.Patience;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;

/** {@code upgrade}: the running manager becomes one of this release, and nothing else changes. */
final class UpgradeAction {
    /** More than the manager gives the other release to start. */
    private static final int SECONDS = 60;

    private UpgradeAction() {
    }

    static int run(Session session) throws ClientException, PosixException {
        Answer answer;
        try (Patience patience = Patience.silent(SECONDS)) {
            answer = session.client().ask(request(session.managerCommand()), patience);
        }
        if (answer instanceof Answer.NobodyThere) {
            session.out().line("daemon manager not running");
            return Exit.DONE;
        }
        String reply = answer instanceof Answer.Replied replied ? replied.reply().stripTrailing() : "";
        if (reply.equals(Replies.UPGRADED) && session.client().status() instanceof ManagerState.Present present) {
            session.out().line("daemon manager upgraded, pid=" + present.status().manager());
            return Exit.DONE;
        }
        session.streams().complain("Error: " + explain(reply));
        return Exit.FAILED;
    }

    private static Request request(ManagerCommand command) {
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

    private static String explain(String reply) {
        if (Replies.isUnknownCommand(reply)) {
            return "the running daemon manager is of a release that cannot be upgraded in place; stop and start it";
        }
        return reply.isEmpty() ? "the daemon manager did not say how the upgrade went; see what status says" : reply;
    }
}
