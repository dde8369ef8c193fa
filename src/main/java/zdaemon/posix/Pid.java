package zdaemon.posix;

/**
 * A process.
 *
 * @param value its number
 */
public record Pid(int value) {
    /**
     * Compares. Written out, like the others of the kind: a record's own are made up by the runtime when they are first
     * needed, which takes an interpreted process twenty milliseconds.
     *
     * @return whether it is the same number
     */
    @Override
    public boolean equals(Object other) {
        return other instanceof Pid that && that.value == value;
    }

    @Override
    public int hashCode() {
        return value;
    }

    @Override
    public String toString() {
        return "process " + value;
    }
}
