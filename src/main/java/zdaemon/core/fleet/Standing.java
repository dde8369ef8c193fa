package zdaemon.core.fleet;

/**
 * All that the fleet knows about one member. Life, wanted, leaves and cause are what a successor of the manager needs.
 *
 * @param life   where it is
 * @param wanted whether it is to be up; false for what is done or failed
 * @param leaves whether it must come down before anything else happens to it, and has not been told yet because others
 *               that need it still run
 * @param open   whether a client waits to hear how its last wish turned out ({@link Command.Report})
 * @param moved  whether it has been ordered to do something since that wish
 * @param errand what else is under way that concerns it
 * @param cause  why it stands so
 */
public record Standing(
        Life life, boolean wanted, boolean leaves, boolean open, boolean moved, Errand errand, Cause cause) {

    /** What is under way besides the wish. */
    public enum Errand {
        /** Nothing. */
        NONE,
        /** It waits for its turn in a rolling restart. */
        QUEUED,
        /** An update waits for it to come up. */
        WATCHED
    }

    static final Standing INITIAL = resumed(Life.IDLE, false, false, new Cause.None());

    /** What a successor knows of a member of a manager that is gone. */
    public static Standing resumed(Life life, boolean wanted, boolean leaves, Cause cause) {
        return new Standing(life, wanted, leaves, false, false, Errand.NONE, cause);
    }

    /** Whether others may rely on it: it is up to stay, or a oneshot that is done. */
    boolean steady(boolean oneshot) {
        return !leaves && life == (oneshot ? Life.DONE : Life.READY);
    }

    /** Whether others that come after it wait: it is to be up, is not yet, and has not failed to be. */
    boolean coming() {
        return wanted && (leaves || switch (life) {
            case IDLE, STARTING, STOPPING -> true;
            case RETRYING, READY, DONE, FAILED -> false;
        });
    }

    /** Whether others that it comes after wait with their stop. */
    boolean leaving() {
        return leaves || life == Life.STOPPING;
    }

    /** Whether its last wish has come true, or never will. */
    boolean settled() {
        return !leaves && (wanted ? life == Life.READY : !life.active());
    }

    Standing in(Life next) {
        return new Standing(next, wanted, leaves, open, moved, errand, cause);
    }

    Standing because(Cause next) {
        return new Standing(life, wanted, leaves, open, moved, errand, next);
    }

    Standing ended(Life next, Cause why) {
        return new Standing(next, false, false, open, moved, errand, why);
    }

    Standing wanted(boolean next) {
        return new Standing(life, next, leaves, open, moved, errand, cause);
    }

    Standing leaves(boolean next) {
        return new Standing(life, wanted, next, open, moved, errand, cause);
    }

    /** A new wish, whose outcome is to be reported. */
    Standing asked() {
        return new Standing(life, wanted, leaves, true, open && moved, Errand.NONE, cause);
    }

    Standing told() {
        return new Standing(life, wanted, leaves, false, false, errand, cause);
    }

    Standing ordered() {
        return new Standing(life, wanted, leaves, open, true, errand, cause);
    }

    Standing on(Errand next) {
        return new Standing(life, wanted, leaves, open, moved, next, cause);
    }

    /** Where a member of the fleet is, as far as the others must know. */
    public enum Life {
        /** Nothing runs. */
        IDLE,
        /** Its start has been ordered, and it is not ready yet. */
        STARTING,
        /** It crashed, and its machine starts it again, now or after a delay. */
        RETRYING,
        /** It passed its start test, or lived {@code start-seconds}. */
        READY,
        /** Its stop has been ordered, and it is not down yet. */
        STOPPING,
        /** A oneshot has ended with 0, or a program with a status of its list. */
        DONE,
        /** It was given up, or ended before it was ready. */
        FAILED;

        /** Whether a process of it may be there, now or without a further order. */
        public boolean active() {
            return switch (this) {
                case STARTING, RETRYING, READY, STOPPING -> true;
                case IDLE, DONE, FAILED -> false;
            };
        }
    }
}
