package zdaemon.benchmarks;

/**
 * How much is measured.
 *
 * @param commands    rounds of whole commands
 * @param restarts    rounds of restarts
 * @param lives       lives of a program in each of them
 * @param managers    managers at once
 * @param idleSeconds how long they are left alone
 * @param floods      rounds of floods of output
 * @param floodBytes  bytes of a flood in large blocks; in small ones it is a quarter
 * @param crowd       programs of one manager
 * @param crowds      how often they are started
 * @param packs       whether the image is packed, too, which takes half a minute
 */
record Scale(int commands, int restarts, int lives, int managers, int idleSeconds, int floods, long floodBytes,
        int crowd, int crowds, boolean packs) {

    /** For the table of docs/performance.md: some minutes. */
    static final Scale FULL = new Scale(40, 9, 40, 20, 60, 9, 512_000_000, 1000, 3, true);

    /** For each change: about a minute. */
    static final Scale SHORT = new Scale(12, 3, 30, 20, 10, 5, 128_000_000, 100, 1, false);

    /** What is measured again because it looked bad. */
    Scale again() {
        return new Scale(2 * commands, 2 * restarts, lives, managers, 2 * idleSeconds, 2 * floods, floodBytes,
                crowd, 2 * crowds, packs);
    }
}
