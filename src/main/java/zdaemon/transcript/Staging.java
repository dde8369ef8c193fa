package zdaemon.transcript;

import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Pipe;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;

/**
 * The way from the pipe into memory that is a file's, so that no byte is lost or doubled even if the manager is killed
 * at any moment. Four calls, each of which has happened or has not:
 *
 * <ol>
 * <li>statx(2) notes in the file's header how long the transcript is;
 * <li>splice(2) moves bytes from the pipe into the file, and the number in the header that says where they end;
 * <li>write(2) appends them to the transcript;
 * <li>pwrite(2) sets that number back.
 * </ol>
 *
 * <p>So a process that finds the file afterwards knows what is missing in the transcript: all that the file has but what the
 * transcript has grown by ({@link Remainder}). Of these bytes the manager itself never touches one: the memory is the
 * kernel's, which meets a full file system with an error and not with a signal. The first call makes the header's page
 * writable for the second.
 *
 * <p>Considered and left: splicing into the transcript itself, which must not be open for appending then, and would
 * overwrite what others append, or leave a hole where another process has just truncated it; and tee(2), writing, then emptying the
 * pipe, where nothing tells afterwards whether the pipe still has what was written.
 */
final class Staging implements Intake {
    /** Of the header: a long, where in the file the staged bytes end. */
    static final int END = 0;
    /** A long, how many of them had been written before the note. */
    static final int FROM = 8;
    /** The note: the transcript as it was before the others were written. */
    static final int NOTE = 16;
    private static final int HEADER = NOTE + FileStatus.BYTES;
    /** Where the staged bytes begin. */
    static final int BEGIN = 4096;

    /** What is carried at a time when there is no room for staging. */
    private static final int SPARE = 64 * 1024;

    /** Whether one of this process has been memory, so that the others can be. */
    private static boolean isPossible;

    private final Fd file;
    private final int capacity;
    private final Buffer header = Buffer.allocate(HEADER);
    private final Buffer empty = Buffer.allocate(NOTE).putLong(END, BEGIN);
    private Optional<Buffer> spare = Optional.empty();
    /** Where the bytes are; something else while there are none. */
    private Buffer memory = header;
    /** The file as memory, and the part for what is taken: from the first bytes on, which most programs never write. */
    private Optional<Buffer> shared = Optional.empty();
    private Optional<Buffer> bytes = Optional.empty();
    private int staged;
    /** Whether the number in the file is surely that of no bytes. */
    private boolean set;

    private Staging(Fd file, int capacity) {
        this.file = file;
        this.capacity = capacity;
    }

    /**
     * Opens the file, and goes on with what is in it.
     *
     * @param capacity bytes to be taken at a time
     */
    static Staging open(String path, int capacity) throws PosixException {
        Fd file = PrivateFile.open(path);
        try {
            Staging staging = new Staging(file, capacity);
            if (!isPossible) {
                staging.map();
                isPossible = true;
            }
            return staging;
        } catch (PosixException e) {
            file.close();
            throw e;
        }
    }

    /** The file as memory. */
    private Buffer map() throws PosixException {
        if (shared.isEmpty()) {
            shared = Optional.of(Buffer.map(file, BEGIN + capacity));
            bytes = Optional.of(shared.get().tail(BEGIN));
        }
        return shared.get();
    }

    /**
     * Takes what a manager that was killed had not written; to be called before anything else.
     *
     * @return which bytes of the memory are to be written
     */
    Remainder recover(Output output, String path) throws PosixException {
        long size = FileSystem.status(file).size();
        if (size < BEGIN) {
            // The kernel clears what lies behind the file's end when the file grows.
            file.truncate(BEGIN);
        }
        long end = file.read(header, HEADER) == HEADER ? header.getLong(END) : BEGIN;
        if (end <= BEGIN || end > Math.min(size, BEGIN + capacity)) {
            return Remainder.NOTHING;
        }
        map();
        memory = bytes.orElseThrow();
        staged = (int) (end - BEGIN);
        int from = (int) header.getLong(FROM);
        FileStatus noted = FileStatus.read(header, NOTE);
        output.status(header, NOTE);
        return Remainder.of(from, noted, memory.get(0, staged), FileStatus.read(header, NOTE), path);
    }

    @Override
    public Buffer memory() {
        return memory;
    }

    @Override
    public int take(Fd pipe, int max, Output output) throws PosixException {
        try {
            done();
            Buffer mapped = map();
            output.status(mapped, NOTE);
            int moved = Pipe.splice(pipe, file, mapped, END, Math.min(max, capacity));
            staged = Math.max(0, moved);
            set = moved <= 0;
            memory = bytes.orElseThrow();
            return moved;
        } catch (PosixException e) {
            // No room here, or a file system that cannot do it: output goes on, with no more than the usual promise.
            spare = Optional.of(spare.isPresent() ? spare.get() : Buffer.allocate(SPARE));
            memory = spare.get();
            return pipe.read(memory, Math.min(max, SPARE));
        }
    }

    @Override
    public void again(int from, Output output) throws PosixException {
        if (staged > 0) {
            output.status(header, NOTE);
            header.putLong(END, BEGIN + staged).putLong(FROM, from);
            file.writeAt(header, HEADER, 0);
        }
    }

    @Override
    public void done() throws PosixException {
        if (!set) {
            file.writeAt(empty, NOTE, 0);
            set = true;
            staged = 0;
        }
    }

    @Override
    public void close() {
        file.close();
        if (shared.isPresent()) {
            shared.get().close();
        }
        header.close();
        empty.close();
        if (spare.isPresent()) {
            spare.get().close();
        }
    }
}
