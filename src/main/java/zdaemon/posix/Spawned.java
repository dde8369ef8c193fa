package zdaemon.posix;

/**
 * A process that has been forked and is on its way to its program.
 *
 * @param pid the process
 * @param report tells how it went, {@link Spawner#read}; non-blocking, close-on-exec, the receiver's to close
 */
public record Spawned(Pid pid, Fd report) {
    /** Lets a process go that was {@link Spawner#spawnHeld}. One that has failed in the meantime does not mind. */
    public void letGo() {
        try (Buffer go = Buffer.allocate(1)) {
            UnixSocket.send(report, go, 0, 1);
        } catch (PosixException e) {
            // EPIPE: it has ended, and the report says why.
            return;
        }
    }
}
