package zdaemon.core;

/**
 * How the last process of a program began.
 *
 * @param identity   what tells it from all other processes, opaque here; empty where that is not known
 * @param wallMicros when, in microseconds since 1970; 0 where that is not known
 * @param moment     when, in monotonic nanoseconds
 * @param isAdopted  whether it is another manager's child, whose end and status come in another way
 */
public record Birth(String identity, long wallMicros, long moment, boolean isAdopted) {}
