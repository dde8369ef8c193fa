package zdaemon.process;

import zdaemon.posix.Fd;

/** What a look for a process has shown, {@link ProcessIdentity#look}. What cannot be told is not taken for absent. */
public sealed interface Presence {

    /**
     * It is there.
     *
     * @param pidfd            its descriptor, to be closed
     * @param mayBeSignalled   whether it takes signals from this process
     */
    record Here(Fd pidfd, boolean mayBeSignalled) implements Presence {}

    /** It has ended. */
    record Gone() implements Presence {}

    /**
     * That cannot be told from here.
     *
     * @param why words for {@code process 7 …}
     */
    record Unknown(String why) implements Presence {}
}
