package zdaemon.benchmarks;

/** The least that a Java program can do: what is left is the runtime's own cost. */
public final class EmptyMain {

    private EmptyMain() {}

    public static void main(String[] arguments) {
        // Nothing, on purpose.
    }
}
