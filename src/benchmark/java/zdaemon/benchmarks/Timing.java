package zdaemon.benchmarks;

/**
 * One process, from before its making until it was waited for.
 *
 * @param wall milliseconds that passed
 * @param cpu  milliseconds of processor time that it and the children that it waited for took
 * @param exit exit status, 128 and the signal's number after a death by signal
 */
record Timing(double wall, double cpu, int exit) {

    /** This, if it ended well; an assertion error otherwise. */
    Timing of(Object command, int wanted) {
        if (exit != wanted) {
            throw new AssertionError(command + ": exit status " + exit + " instead of " + wanted);
        }
        return this;
    }
}
