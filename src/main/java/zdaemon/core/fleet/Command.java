package zdaemon.core.fleet;

import zdaemon.core.fleet.Fleet.FleetStep;

/** What is to be done, in the order in which {@link FleetStep} lists it. */
public sealed interface Command {

    /** Give the member's machine a start request. If it is up, that only ends a delay and sets its counter back. */
    record Start(String member, Cause cause) implements Command {}

    /** Give the member's machine a stop request. */
    record Stop(String member, Cause cause) implements Command {}

    /** Give the member's machine a restart request. */
    record Restart(String member, Cause cause) implements Command {}

    /** Give the machine of the only program the request as it came: the fleet of an old file adds nothing. */
    record Relay(String member) implements Command {}

    /** Tell the waiting clients how the member's last wish turned out. */
    record Report(String member, Outcome outcome) implements Command {}

    /** The members of {@link Fleet#roster} are now those of another configuration; those that are gone are down. */
    record Switch() implements Command {}

    /** An update has ended. */
    record Updated(Result result) implements Command {}

    /** End the manager. Always the last command of a step. */
    record Exit(int status) implements Command {}

    /** How an update ended. */
    sealed interface Result {
        /** All is as the new configuration says. */
        record Applied() implements Result {}

        /** This member did not come up, and all was undone. */
        record Undone(String member) implements Result {}

        /** This member did not come up, and nothing was undone; or it did not come up again when all was. */
        record Failed(String member) implements Result {}

        /** Another update is under way, or the manager is ending; or it ends before the update did. */
        record Refused() implements Result {}
    }

    /** How a wish turned out. */
    sealed interface Outcome {
        /** It is up; {@code anew}: because of an order since the wish. */
        record Up(boolean anew) implements Outcome {}

        /** It is a oneshot that is done, or has ended with a listed status. */
        record Done(boolean anew) implements Outcome {}

        /** It is down, and why. For a client that wanted it up, that is a refusal. */
        record Down(boolean anew, Cause cause) implements Outcome {}

        /** It has ended for good before it was ready. */
        record Failed(Cause cause) implements Outcome {}

        /** The wish was not followed at all. */
        record Refused(Cause cause) implements Outcome {}
    }
}
