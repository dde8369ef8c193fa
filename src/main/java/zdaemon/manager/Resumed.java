package zdaemon.manager;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Fd;

/**
 * What a manager that has executed itself anew knows of its life before.
 *
 * @param client    who asked for that, and is to be told
 * @param recovered when the one before has failed, monotonic nanoseconds, if that is why
 */
record Resumed(Optional<Fd> client, OptionalLong recovered) {}
