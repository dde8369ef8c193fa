package zdaemon.transcript;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.posix.Buffer;
import zdaemon.posix.Clock;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileUser;
import zdaemon.posix.Open;
import zdaemon.posix.OutputFile;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.spec.ProgramSpec.FullPolicy;

/**
 * The transcript of one program, behaviour §4: the file, and the pipe that feeds it. It never waits and has no thread;
 * the manager's loop drives it:
 *
 * <ul>
 * <li>while {@link #wantsToRead}, poll {@link #pipe} and call {@link #pump} when it is readable;
 * <li>call {@link #pump} when {@link #retryAt} has come.
 * </ul>
 *
 * <p>Times are nanoseconds of the monotonic clock. The transcript {@code /dev/null} has no pipe: the program writes
 * there by itself, and there is nothing to drive.
 */
public final class Transcript implements AutoCloseable {
    private static final String NOWHERE = "/dev/null";
    /** One turn of the loop carries no more, so that a flood of output cannot starve the manager's clients. */
    private static final int TURN = 1024 * 1024;
    /** As much as our pipe holds: what it has can be taken in one call, and one wake-up serves for more. */
    private static final int CAPACITY = 256 * 1024;
    /** Of a pipe without a name. */
    private static final int SMALL_CAPACITY = 64 * 1024;
    /** Who writes that much between two looks will have written more by the third. */
    private static final int MUCH = 16 * 1024;
    /** Who writes again so soon is in the midst of writing. */
    private static final long STEADY_NANOS = 5_000_000;
    /** Then one look serves for what is written in so long; even fast writers do not fill the pipe meanwhile. */
    private static final long REST_NANOS = 500_000;

    private String path;
    private final Optional<FileUser> user;
    private final Optional<Keeping> keeping;
    private final Fd forChild;
    private final Optional<Fd> reader;
    private final Outflow outflow;
    private OptionalLong restsUntil = OptionalLong.empty();
    private OptionalLong lastCarried = OptionalLong.empty();
    private boolean standardStreams;

    private Transcript(String path, Optional<FileUser> user, Optional<Keeping> keeping, Fd forChild, Optional<Fd> reader,
            Outflow outflow) {
        this.path = path;
        this.user = user;
        this.keeping = keeping;
        this.forChild = forChild;
        this.reader = reader;
        this.outflow = outflow;
    }

    /**
     * Opens a transcript for appending, and creates it when it is missing: mode 0666 less the umask.
     *
     * @return the transcript, to be closed
     * @throws PosixException when it cannot be opened, or the system is out of descriptors
     */
    public static Transcript open(String path, FullPolicy policy) throws PosixException {
        return open(path, policy, Optional.empty());
    }

    /**
     * The same in a user's name; in this process's when there is none.
     *
     * @throws PosixException as above
     */
    public static Transcript open(String path, FullPolicy policy, Optional<FileUser> user) throws PosixException {
        if (path.equals(NOWHERE)) {
            Fd nowhere = Fd.open(NOWHERE, Open.WRITE, 0);
            return new Transcript(path, user, Optional.empty(), nowhere, Optional.empty(), idle(new Output.File(nowhere)));
        }
        Fd file = OutputFile.open(path, user);
        try {
            return over(path, user, policy, new Output.File(file));
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }

    /** The transcript of a program that stays in the terminal, {@code daemon off}: it writes where the manager does. */
    public static Transcript none() {
        Fd own = Fd.standard(1);
        return new Transcript("", Optional.empty(), Optional.empty(), own, Optional.empty(), idle(new Output.File(own)));
    }

    /**
     * The output of one of many programs that stay in the terminal: this process's standard output, each line with a prefix.
     */
    public static Transcript onTerminal(String prefix) throws PosixException {
        return over("", FullPolicy.BLOCK, new PrefixedTerminal(prefix));
    }

    private static Outflow idle(Output output) {
        return new Outflow(FullPolicy.BLOCK, output, new Intake.Direct(Buffer.allocate(0)));
    }

    /**
     * Keeps to the file where the process changes its directory: a relative path becomes absolute.
     *
     * @return the path
     * @throws PosixException ENOENT when the current directory has been removed
     */
    public String anchor() throws PosixException {
        path = FileSystem.absolute(path);
        return path;
    }

    /**
     * Opens a transcript that loses nothing.
     *
     * @throws PosixException as with a policy
     */
    public static Transcript open(String path) throws PosixException {
        return open(path, FullPolicy.BLOCK);
    }

    /**
     * Opens a transcript whose program and output survive the end of this process, however sudden: the program keeps
     * both ends of its pipe, so what it writes finds a place, and once the pipe is full it waits. The next manager opens
     * the transcript in the same way and goes on where this one was, without a byte lost or doubled.
     *
     * @throws PosixException as with a policy; also when the named files cannot be made
     */
    public static Transcript open(String path, FullPolicy policy, Keeping keeping) throws PosixException {
        return open(path, policy, keeping, Optional.empty());
    }

    /**
     * The same in a user's name; in this process's when there is none.
     *
     * @throws PosixException as above
     */
    public static Transcript open(String path, FullPolicy policy, Keeping keeping, Optional<FileUser> user)
            throws PosixException {
        return path.equals(NOWHERE)
                ? open(path, policy, user) : keep(path, user, policy, keeping, new Output.File(OutputFile.open(path, user)));
    }

    /**
     * The same on a pipe that has lost its name.
     *
     * @param pipe both of its ends, {@link PrivateFile#reopenPipe}; from now on the transcript's to close
     * @throws PosixException as with a policy
     */
    public static Transcript open(String path, FullPolicy policy, Keeping keeping, Optional<FileUser> user, Fd pipe)
            throws PosixException {
        Fd reader = Fd.open("/proc/self/fd/" + pipe.number(), Open.READ | Open.NON_BLOCKING, 0);
        return keep(path, user, policy, keeping, new Output.File(OutputFile.open(path, user)), pipe, reader);
    }

    static Transcript keep(String path, FullPolicy policy, Keeping keeping, Output output) throws PosixException {
        return keep(path, Optional.empty(), policy, keeping, output);
    }

    private static Transcript keep(String path, Optional<FileUser> user, FullPolicy policy, Keeping keeping, Output output)
            throws PosixException {
        Fd writer = PrivateFile.openPipe(keeping.pipe(), keeping.owner());
        Fd reader = Fd.open(keeping.pipe(), Open.READ | Open.NON_BLOCKING | Open.NO_FOLLOW, 0);
        return keep(path, user, policy, keeping, output, writer, reader);
    }

    /** What was opened before a failure stays open only until the manager, which cannot go on, ends. */
    private static Transcript keep(String path, Optional<FileUser> user, FullPolicy policy, Keeping keeping, Output output,
            Fd writer, Fd reader) throws PosixException {
        if (!FileSystem.status(reader).isSameFile(FileSystem.status(writer))) {
            throw new PosixException("use", Errno.EACCES, "'" + keeping.pipe() + "'");
        }
        Pipe.widen(reader, CAPACITY);
        Staging staging = Staging.open(keeping.staging(), CAPACITY);
        Outflow outflow = new Outflow(policy, output, staging);
        outflow.recover(staging, path, Clock.monotonicNanos());
        return new Transcript(path, user, Optional.of(keeping), writer, Optional.of(reader), outflow);
    }

    /** A transcript with a pipe, over an output that is open already. */
    static Transcript over(String path, FullPolicy policy, Output output) throws PosixException {
        return over(path, Optional.empty(), policy, output);
    }

    private static Transcript over(String path, Optional<FileUser> user, FullPolicy policy, Output output)
            throws PosixException {
        Pipe pipe = Pipe.open();
        // The writing end keeps blocking: its open file is the program's, and programs expect output to wait.
        pipe.reader().setNonBlocking(true);
        return new Transcript(path, user, Optional.empty(), pipe.writer(), Optional.of(pipe.reader()),
                new Outflow(policy, output, new Intake.Direct(Buffer.allocate(SMALL_CAPACITY))));
    }

    /** {@return whether another transcript with the same names could go on where this one is} */
    public boolean outlives() {
        return reader.isEmpty() || keeping.isPresent();
    }

    /** {@return the end to poll for reading; empty when there is no pipe} */
    public Optional<Fd> pipe() {
        return reader;
    }

    /**
     * {@return whether {@link #pipe} is to be polled: not while what was read before waits to be written, nor for a moment
     * in the midst of much output in small pieces, each of which would wake the manager}
     */
    public boolean wantsToRead() {
        return reader.isPresent() && outflow.empty() && restsUntil.isEmpty();
    }

    /** {@return the descriptor that the program is to get as its standard output and error} */
    public int childDescriptor() {
        return forChild.number();
    }

    /**
     * Carries what is in the pipe to the file, some of it if there is much. A failing write is no exception but a
     * {@link #trouble}.
     *
     * @throws PosixException when the pipe cannot be read, which nothing but a fault in the manager can bring about
     */
    public void pump(long now) throws PosixException {
        if (reader.isPresent()) {
            int carried = 0;
            int count = MUCH;
            while (count >= MUCH && carried < TURN) {
                count = outflow.carry(reader.get(), CAPACITY, now);
                carried += count;
            }
            rest(carried, now);
        }
    }

    private void rest(int carried, long now) {
        // More than the pipe holds at a time is no matter of small pieces: there each moment counts.
        boolean isSteady = carried > 0 && carried < CAPACITY && outflow.trouble().isEmpty()
                && lastCarried.isPresent() && now - lastCarried.getAsLong() < STEADY_NANOS;
        restsUntil = isSteady ? OptionalLong.of(now + REST_NANOS) : OptionalLong.empty();
        if (carried > 0) {
            lastCarried = OptionalLong.of(now);
        }
    }

    /** {@return when to call {@link #pump} although the pipe is not polled; empty while it is} */
    public OptionalLong retryAt() {
        return outflow.retryAt().isPresent() ? outflow.retryAt() : restsUntil;
    }

    /** {@return how many bytes have been thrown away since it was opened; 0 unless its policy is to drop} */
    public long dropped() {
        return outflow.dropped();
    }

    /** {@return why writing does not work; empty while it does} */
    public Optional<Trouble> trouble() {
        return outflow.trouble();
    }

    /**
     * Goes on in the file that has the transcript's name now, after the old one has been moved away. What was in
     * the pipe when this was called goes to the old file; if it cannot be written there, to the new one.
     *
     * @throws PosixException when the new file cannot be opened; then the old one stays
     */
    public void reopen() throws PosixException {
        if (reader.isEmpty()) {
            return;
        }
        Fd file = OutputFile.open(path, user);
        try {
            replace(new Output.File(file), Clock.monotonicNanos());
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }

    void replace(Output next, long now) throws PosixException {
        drain(now);
        if (standardStreams) {
            next.redirectStandardStreams();
        }
        outflow.replace(next, now);
    }

    /**
     * Carries everything that is in the pipe at this moment, for after the program has ended and before the manager
     * does. What the program's survivors write meanwhile is not waited for.
     *
     * @throws PosixException as {@link #pump}
     */
    public void drain(long now) throws PosixException {
        if (reader.isPresent()) {
            outflow.retryNow(now);
            int left = Pipe.bytes(reader.get());
            int count;
            do {
                count = outflow.carry(reader.get(), left, now);
                left -= count;
            } while (left > 0 && count > 0);
        }
    }

    /**
     * Points the manager's own standard output and error at the transcript, from now on and after each {@link #reopen}.
     *
     * @throws PosixException EBADF, which nothing but a fault in the manager can bring about
     */
    public void redirectOwn() throws PosixException {
        standardStreams = true;
        outflow.redirectStandardStreams();
    }

    /**
     * Keeps output for a next manager no longer: what is in the pipe is this one's to write. To be called while the
     * names are surely this process's.
     */
    public void forget() {
        if (keeping.isPresent()) {
            try {
                FileSystem.unlinkIfPresent(keeping.get().pipe());
                FileSystem.unlinkIfPresent(keeping.get().staging());
            } catch (PosixException e) {
                // The folder went away or was closed to us: nothing of ours can be removed.
            }
        }
    }

    /** Writes what is in the pipe, as {@link #drain}, and closes it and the file; descriptors 1 and 2 stay. */
    @Override
    public void close() {
        try {
            drain(Clock.monotonicNanos());
        } catch (PosixException e) {
            // Nothing can be read any more, and this is the end: nobody is left to tell.
        }
        if (reader.isPresent()) {
            reader.get().close();
        }
        if (keeping.isPresent()) {
            letSurvivorsFail();
        }
        forChild.close();
        outflow.close();
    }

    /** Of the program's processes, ones that are left keep both ends of the pipe: they shall get an error, not wait. */
    private void letSurvivorsFail() {
        try {
            forChild.setNonBlocking(true);
        } catch (PosixException e) {
            // EBADF: closed already.
            return;
        }
    }
}
