package zdaemon.core.fleet;

import zdaemon.core.Ending;

/** Why a member stands as it does, or is ordered what it is (insight §2). Names are those of members. */
public sealed interface Cause {

    /** The cause in words, to follow "because", "by" or a colon. */
    String text();

    /** Nothing has happened yet. */
    record None() implements Cause {
        @Override
        public String text() {
            return "not started yet";
        }
    }

    /** What a manager wrote down that is gone. */
    record Recorded(String text) implements Cause {}

    /** A request named it; whose, the manager knows. */
    record Requested() implements Cause {
        @Override
        public String text() {
            return "by request";
        }
    }

    /** Another one, which needs it, was to be started. */
    record NeededBy(String name) implements Cause {
        @Override
        public String text() {
            return name + " needs it";
        }
    }

    /** What it waited for has come to pass. */
    record Awaited(String name, Passage how) implements Cause {
        @Override
        public String text() {
            return name + " " + how.text;
        }
    }

    /** A program that it needs was to be stopped. */
    record NeedStopped(String name) implements Cause {
        @Override
        public String text() {
            return "it needs " + name + ", which was stopped";
        }
    }

    /** A program that it needs was to be restarted. */
    record NeedRestarted(String name) implements Cause {
        @Override
        public String text() {
            return "it needs " + name + ", which was restarted";
        }
    }

    /** A program that it needs has ended for good. */
    record NeedEnded(String name) implements Cause {
        @Override
        public String text() {
            return "it needs " + name + ", which has ended";
        }
    }

    /** It ended by itself, for good: a oneshot with 0, or a program with a status of its list. */
    record Ended(Ending ending) implements Cause {
        @Override
        public String text() {
            return Endings.text(ending);
        }
    }

    /** Its machine gave it up. */
    record GivenUp(String reason) implements Cause {
        @Override
        public String text() {
            return reason;
        }
    }

    /** An essential program has ended for good. */
    record EssentialEnded(String name) implements Cause {
        @Override
        public String text() {
            return name + " is essential and has ended";
        }
    }

    /** The manager was told to end: by a signal, or a request. */
    record Shutdown(String by) implements Cause {
        @Override
        public String text() {
            return "the daemon manager ends: " + by;
        }
    }

    /** It is new, changed or gone in the configuration, or needs what is. */
    record Updated() implements Cause {
        @Override
        public String text() {
            return "by an update";
        }
    }

    /** An update failed at this program, and is undone. */
    record RolledBack(String name) implements Cause {
        @Override
        public String text() {
            return "an update is undone because " + name + " did not come up";
        }
    }

    /** A rolling restart stopped because this one did not come up, or was stopped. */
    record RollingStopped(String name) implements Cause {
        @Override
        public String text() {
            return "the rolling restart ended because " + name + " did not come up";
        }
    }

    /** What happened to a member that others waited for. */
    enum Passage {
        /** It is ready. */
        READY("became ready"),
        /** It is a oneshot that is done. */
        DONE("is done"),
        /** It crashed; those that only come after it wait no longer. */
        CRASHED("crashed"),
        /** It ended for good. */
        ENDED("has ended"),
        /** It was stopped. */
        DOWN("is down");

        private final String text;

        Passage(String text) {
            this.text = text;
        }
    }
}
