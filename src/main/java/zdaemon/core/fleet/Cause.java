package zdaemon.core.fleet;

import zdaemon.core.Ending;

/** Why a member stands as it does, or is ordered what it is (insight §2). Names are those of programs or members. */
public sealed interface Cause {

    /** Nothing has happened yet. */
    record None() implements Cause {}

    /** A request named it; whose, the manager knows. */
    record Requested() implements Cause {}

    /** Another one, which needs it, was to be started. */
    record NeededBy(String name) implements Cause {}

    /** What it waited for has come to pass with this one: it became ready, or done, or failed, or is down. */
    record Awaited(String name) implements Cause {}

    /** A program that it needs was to be stopped. */
    record NeedStopped(String name) implements Cause {}

    /** A program that it needs was to be restarted. */
    record NeedRestarted(String name) implements Cause {}

    /** A program that it needs has ended for good. */
    record NeedEnded(String name) implements Cause {}

    /** It ended by itself, for good: a oneshot with 0, or a program with a status of its list. */
    record Ended(Ending ending) implements Cause {}

    /** Its machine gave it up. */
    record GivenUp() implements Cause {}

    /** An essential program has ended for good. */
    record EssentialEnded(String name) implements Cause {}

    /** The manager was told to end: by a signal, or a request. */
    record Shutdown(String by) implements Cause {}

    /** It is new, changed or gone in the configuration, or needs what is. */
    record Updated() implements Cause {}

    /** An update failed at this program, and is undone. */
    record RolledBack(String name) implements Cause {}

    /** A rolling restart stopped because this one did not come up, or was stopped. */
    record RollingStopped(String name) implements Cause {}
}
