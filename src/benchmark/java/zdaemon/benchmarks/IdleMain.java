package zdaemon.benchmarks;

/** A Java program that does nothing for as long as it is let: what an idle runtime costs. */
public final class IdleMain {

    private IdleMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread.currentThread().join();
    }
}
