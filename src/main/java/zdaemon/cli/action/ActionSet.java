package zdaemon.cli.action;

import java.util.List;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.Verb;
import zdaemon.client.ClientException;
import zdaemon.posix.PosixException;

/** What the actions are for: one program, or many. */
public interface ActionSet {

    /**
     * Checks what can be checked of an action's arguments before anything is done.
     *
     * @return a warning; mostly empty
     */
    String check(Verb verb, List<String> arguments) throws UsageException;

    /**
     * Runs one action.
     *
     * @return the exit status
     * @throws UsageException  when the command line or the configuration is wrong for it
     * @throws ClientException when it could not do its work
     * @throws PosixException  when the system refused something
     */
    int run(Verb verb, Session session, List<String> arguments) throws UsageException, ClientException, PosixException;

    /** Whether the action is done as the user whom the configuration names for all. */
    boolean switchesUser(Verb verb, List<String> arguments);

    /** Whether there is a manager. */
    boolean hasManager(Session session) throws ClientException;

    /** What the interpreter begins with. */
    String title(Session session);

    /** The names of programs that may follow an action. */
    List<String> names(Session session);
}
