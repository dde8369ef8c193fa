package zdaemon.posix;

/**
 * A process.
 *
 * @param value its number
 */
public record Pid(int value) {
    /**
     * Shows the number.
     *
     * @return {@code process 7}
     */
    @Override
    public String toString() {
        return "process " + value;
    }
}
