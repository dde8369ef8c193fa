package zdaemon.manager;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import zdaemon.control.ReplyText;
import zdaemon.control.Requests;
import zdaemon.posix.Pid;
import zdaemon.posix.PosixException;
import zdaemon.posix.Reaping;
import zdaemon.program.ManagerFailure;

/** What a manager looks after: one program, or many. */
interface Charge extends Recovery.Programs, AutoCloseable {

    /**
     * Comes to the programs: starts them, takes them over, or goes on with them.
     *
     * @throws ManagerFailure when another release hands over what this one does not understand
     */
    void begin() throws ManagerFailure, PosixException;

    /** Answers clients. */
    Requests requests();

    /** The manager has received a signal that ends it. */
    void shutdown(String signalName);

    /** Whether a child that has been reaped was a program. */
    boolean isProgram(Pid child);

    /**
     * A program has been reaped.
     *
     * @param othersLive whether the manager has other children
     */
    void reaped(Reaping.Ended child, boolean othersLive) throws PosixException;

    /** Another child has been reaped; answers whether it was a start test. */
    boolean reapedTest(Reaping.Ended child);

    /** The status with which the manager is to exit, once it is. */
    OptionalInt exitStatus();

    /** Whether a start has failed for want of descriptors since this was last asked. */
    boolean tookNoDescriptor();

    /** The turn is over: whether anything is not what it was after the last one. */
    boolean hasChanged();

    /** Has the loop watch what there is now. */
    void refresh();

    /** What has been said of this turn is not true in the next. */
    void forgetTurn();

    /** Whether another process could go on with all output. */
    boolean outlives();

    /** Carries on all output that is there. */
    void drain(long now) throws PosixException;

    /**
     * What another release in this process is told, as things are now.
     *
     * @param socket the control socket's identity
     */
    byte[] handoff(String socket);

    /** Descriptors that it gets. */
    List<Successor.Kept> kept();

    /** Nothing of what is kept for a successor is of use any more. */
    void forget();

    /** What those who still wait are told at the end, if anything is to be told. */
    Optional<ReplyText> lastWords();

    /** Why the manager ends although a client waits for it to come up; empty if it does not. */
    Optional<String> failure();

    /** Stops watching, and writes what is left of the output. */
    @Override
    void close();
}
