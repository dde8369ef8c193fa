package zdaemon.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A command under way. What it prints is collected as it comes. */
public final class Running {

    public static final Duration DEADLINE = Duration.ofSeconds(30);

    private final String command;
    private final Process process;
    private final Output out;
    private final Output err;

    public Running(String command, Process process) {
        this.command = command;
        this.process = process;
        this.out = new Output(process.getInputStream());
        this.err = new Output(process.getErrorStream());
    }

    public long pid() {
        return process.pid();
    }

    public boolean alive() {
        return process.isAlive();
    }

    /** What it has printed so far. */
    public String out() {
        return new String(out.bytes(), UTF_8);
    }

    public String err() {
        return new String(err.bytes(), UTF_8);
    }

    /** Sends a signal, named without SIG. */
    public void signal(String name) {
        if (process.isAlive()) {
            Proc.signal(process.pid(), name);
        }
    }

    public Result finish() {
        return finish(DEADLINE);
    }

    /** Its result; kills it and fails with what it printed if it is not done in time. */
    public Result finish(Duration deadline) {
        try {
            if (!process.waitFor(deadline.toNanos(), TimeUnit.NANOSECONDS)) {
                abandon();
                throw new AssertionError("not done within " + deadline.toSeconds() + " s\n" + result());
            }
            if (!out.ended(deadline) || !err.ended(deadline)) {
                throw new AssertionError("it ended, but something still holds its output open\n" + result());
            }
            return result();
        } catch (InterruptedException e) {
            abandon();
            throw new AssertionError("interrupted while waiting for " + command, e);
        }
    }

    /** Kills it if it still runs. */
    public void abandon() {
        process.destroyForcibly();
        process.onExit().join();
    }

    @Override
    public String toString() {
        return result().toString();
    }

    private Result result() {
        return new Result(command, process.isAlive() ? -1 : process.exitValue(), out.bytes(), err.bytes());
    }

    /** Drains one stream on a thread of its own, so that the command never waits for us. */
    private static final class Output {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread drain;

        Output(InputStream stream) {
            drain = Thread.ofPlatform().daemon().name("output").start(() -> copy(stream));
        }

        private void copy(InputStream stream) {
            byte[] chunk = new byte[8192];
            try {
                for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                    bytes.write(chunk, 0, count);
                }
            } catch (IOException closed) {
                // The process was killed: what came before is all there is.
            }
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }

        boolean ended(Duration deadline) throws InterruptedException {
            return drain.join(deadline);
        }
    }
}
