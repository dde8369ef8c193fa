package zdaemon.manager;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.Outcome;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.core.Event;
import zdaemon.core.Level;
import zdaemon.core.Reply;
import zdaemon.eventlog.EventLog;
import zdaemon.posix.NativeString;
import zdaemon.posix.PosixException;
import zdaemon.program.ManagerFailure;
import zdaemon.program.ProgramOutput;
import zdaemon.program.SupervisedProgram;
import zdaemon.protocol.Replies;
import zdaemon.protocol.Request;
import zdaemon.protocol.Verb;
import zdaemon.transcript.Transcript;

/** Answers the requests of the control socket (behaviour §5, docs/protocol.md). */
final class RequestHandler implements Requests {
    /** In bytes; the kernel starts no program whose words and environment are longer. */
    private static final int LONGEST_CONFIGURATION = 6 << 20;

    private final ProgramRequests own;
    private final Transcript transcript;
    private final EventLog log;
    private final Upgrades upgrades;
    private final Reconfiguration reconfiguration;
    private final StatusReplies status;

    RequestHandler(SupervisedProgram program, Transcript transcript, ProgramOutput programOutput, EventLog log, Upgrades upgrades,
            Reconfiguration reconfiguration) {
        this.transcript = transcript;
        this.log = log;
        this.upgrades = upgrades;
        this.reconfiguration = reconfiguration;
        this.status = new StatusReplies(program, transcript, programOutput, log);
        this.own = new ProgramRequests(program, status, new ProgramRequests.Orders() {
            @Override
            public Optional<Reply> give(Event.Request order) {
                return program.handle(order);
            }

            @Override
            public void check() throws ManagerFailure {
                reconfiguration.check();
            }
        });
    }

    @Override
    public Outcome answer(Request request) {
        if (request.verb().isEmpty()) {
            return new Outcome.Answered(Replies.EMPTY_COMMAND);
        }
        Optional<Verb> verb = Verb.of(request.verb());
        if (verb.isEmpty()) {
            return new Outcome.Answered(Replies.unknownCommand(request.verb()));
        }
        if (verb.get() != Verb.STATUS) {
            status.forgetTurn();
        }
        return switch (verb.get()) {
            case HELP -> new Outcome.Answered(Verb.list());
            case START -> own.command(new Event.StartRequested());
            case STOP -> own.command(new Event.StopRequested());
            case RESTART -> own.command(new Event.RestartRequested());
            case EXIT -> own.command(new Event.ExitRequested());
            case KILL -> new Outcome.Answered(own.kill(request.words()));
            case STATUS -> new Outcome.Answered(status.now());
            case REOPEN_TRANSCRIPT -> new Outcome.Answered(reopenTranscript());
            case AWAIT -> own.await(request.words());
            case APPLY -> announce(request.words());
            case UPGRADE -> upgrade(request.words(), upgrades);
            case TABLE, ORDER, UPDATE -> new Outcome.Answered(Replies.unknownCommand(request.verb()));
        };
    }

    @Override
    public Outcome answer(Request request, byte[] body) {
        try {
            List<String> changed = reconfiguration.apply(body);
            status.forgetWords();
            if (changed.isEmpty()) {
                return own.restart(request.words().size() == 2
                        ? ProgramRequests.number(request.words().get(1)) : OptionalInt.empty());
            }
            return own.restartWith(changed);
        } catch (ManagerFailure e) {
            return new Outcome.Answered(Replies.refused(e.getMessage()));
        }
    }

    @Override
    public void trouble(String problem) {
        log.log(Level.ERROR.number(), problem);
    }

    /** What has been said of this turn is not true in the next. */
    void forgetTurn() {
        status.forgetTurn();
    }

    /** As the reply to {@code status}, said by a manager that is as good as gone: it names none. */
    ReplyText lastStatus() {
        return status.last();
    }

    private String reopenTranscript() {
        StringBuilder troubles = new StringBuilder();
        try {
            transcript.reopen();
        } catch (PosixException e) {
            trouble(troubles, e);
        }
        try {
            log.reopen();
        } catch (PosixException e) {
            trouble(troubles, e);
        }
        return troubles.toString();
    }

    private void trouble(StringBuilder troubles, PosixException e) {
        log.log(Level.ERROR.number(), e.getMessage());
        troubles.append(e.getMessage()).append("; still writing to the old file\n");
    }

    /** Each word of the command in hexadecimal: the file to execute, then its command line up to the main class. */
    static Outcome upgrade(List<String> arguments, Upgrades upgrades) {
        List<String> command = new ArrayList<>();
        try {
            for (String word : arguments) {
                command.add(NativeString.decode(HexFormat.of().parseHex(word)));
            }
        } catch (IllegalArgumentException e) {
            return new Outcome.Answered(Replies.upgradeFailed("the command is not hexadecimal"));
        }
        return command.size() < 2
                ? new Outcome.Answered(Verb.UPGRADE.usage()) : new Outcome.Taken(client -> upgrades.begin(command, client));
    }

    private static Outcome announce(List<String> arguments) {
        OptionalInt length = arguments.isEmpty() || arguments.size() > 2 ? OptionalInt.empty() : ProgramRequests.number(arguments.get(0));
        boolean isSound = length.isPresent() && length.getAsInt() > 0
                && (arguments.size() == 1 || ProgramRequests.number(arguments.get(1)).isPresent());
        if (!isSound) {
            return new Outcome.Answered(Verb.APPLY.usage());
        }
        return length.getAsInt() > LONGEST_CONFIGURATION
                ? new Outcome.Answered(Replies.refused("it is too long; stop the program and start it"))
                : new Outcome.Wants(length.getAsInt());
    }
}
