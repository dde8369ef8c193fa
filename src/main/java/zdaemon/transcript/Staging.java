package zdaemon.transcript;

import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.posix.Splice;

/**
 * The way from the pipe into memory by way of a file, so that no byte is lost or doubled even if the manager is killed
 * at any moment. The kernel moves the bytes from the pipe into the file; before they are written to the transcript, it
 * is noted in front of them how long that was; once they are written, the file is emptied. Each of these is one call,
 * which has happened or has not. So whoever finds the file afterwards knows what is missing in the transcript: all of it
 * if nothing was noted, else all but what the transcript has grown by ({@link Remainder}).
 *
 * <p>Considered and left: splicing into the transcript itself, which must not be open for appending then, and would
 * overwrite what others append; and tee(2), writing, then emptying the pipe, where nothing tells afterwards whether the
 * pipe still has what was written.
 */
final class Staging implements Intake {
    /** Bytes in front of the staged ones: {@link Note}. */
    static final int HEADER = 64;

    private final Fd file;
    private final Splice splice = new Splice();
    private final Buffer header = Buffer.allocate(HEADER);
    private boolean staged;

    private Staging(Fd file) {
        this.file = file;
    }

    static Staging open(String path) throws PosixException {
        return new Staging(PrivateFile.open(path));
    }

    /**
     * Takes what a manager that was killed had not written; to be called before anything else.
     *
     * @param into   filled from its start
     * @param output the transcript
     * @param path   its path, to compare what is in it
     * @return how many bytes are to be written, from which on in the buffer
     */
    Remainder recover(Buffer into, Output output, String path) throws PosixException {
        long size = FileSystem.status(file).size() - HEADER;
        if (size <= 0 || size > into.capacity()) {
            file.truncate(0);
            return Remainder.NOTHING;
        }
        file.seek(0);
        fill(header, HEADER);
        fill(into, (int) size);
        staged = true;
        Remainder rest = Remainder.of(Note.read(header), into.get(0, (int) size), output.place(), path);
        if (rest.isEmpty()) {
            written();
        }
        return rest;
    }

    private void fill(Buffer into, int count) throws PosixException {
        int got = file.read(into, count);
        if (got != count) {
            throw new PosixException("read", Errno.EIO, file.toString());
        }
    }

    @Override
    public int take(Fd pipe, Buffer into, int max) throws PosixException {
        int moved;
        try {
            moved = splice.move(pipe, file, HEADER, max);
        } catch (PosixException e) {
            // No room here, or a file system that cannot do it: output goes on, with no more than the usual promise.
            return pipe.read(into, max);
        }
        if (moved > 0) {
            staged = true;
            file.seek(HEADER);
            fill(into, moved);
        }
        return moved;
    }

    @Override
    public void writing(int from, Output output) throws PosixException {
        if (staged) {
            Optional<FileStatus> place = output.place();
            new Note(from, place).write(header);
            file.seek(0);
            file.write(header, 0, HEADER);
        }
    }

    @Override
    public void written() throws PosixException {
        if (staged) {
            staged = false;
            file.truncate(0);
        }
    }

    @Override
    public void close() {
        file.close();
        splice.close();
        header.close();
    }
}
