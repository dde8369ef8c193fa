package zdaemon.benchmarks;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import zdaemon.e2e.Proc;

/** Kills the process being watched if it takes too long, so that a benchmark of something broken ends. */
final class Watchdog implements AutoCloseable {

    private static final long NOBODY = 0;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition over = lock.newCondition();
    private final long patience;
    private long pid = NOBODY;
    private long deadline;
    private boolean closed;

    Watchdog(int seconds) {
        patience = TimeUnit.SECONDS.toNanos(seconds);
        Thread.ofPlatform().daemon().name("watchdog").start(this::guard);
    }

    void watch(long process) {
        set(process);
    }

    void rest() {
        set(NOBODY);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            over.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void set(long process) {
        lock.lock();
        pid = process;
        deadline = System.nanoTime() + patience;
        lock.unlock();
    }

    private void guard() {
        lock.lock();
        try {
            while (!closed) {
                if (pid != NOBODY && System.nanoTime() - deadline > 0) {
                    Proc.signal(pid, "KILL");
                    pid = NOBODY;
                }
                over.awaitNanos(TimeUnit.SECONDS.toNanos(5));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
