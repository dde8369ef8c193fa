package zdaemon.protocol;

/** A text is not what Python's {@code repr} would have written. */
public final class ReprException extends Exception {

    private static final long serialVersionUID = 1;

    private final int position;

    ReprException(String problem, int position) {
        super(problem + " at position " + position);
        this.position = position;
    }

    /** Where in the text the trouble is, an index from 0. */
    public int position() {
        return position;
    }
}
