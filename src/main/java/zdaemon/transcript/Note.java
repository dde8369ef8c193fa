package zdaemon.transcript;

import java.nio.ByteBuffer;
import java.util.Optional;
import zdaemon.posix.Buffer;
import zdaemon.posix.FileStatus;

/**
 * What stands in front of staged bytes once they are being written.
 *
 * @param from  the first of them that is; those before had been written already
 * @param place the transcript as it was just before; empty when it is no regular file
 */
record Note(int from, Optional<FileStatus> place) {
    private static final long BEGUN = 1;
    private static final long BEGUN_SOMEWHERE = 2;

    private static final int LONGS = 5;

    void write(Buffer header) {
        ByteBuffer longs = ByteBuffer.allocate(LONGS * Long.BYTES);
        longs.putLong(place.isPresent() ? BEGUN : BEGUN_SOMEWHERE).putLong(from);
        if (place.isPresent()) {
            longs.putLong(place.get().device()).putLong(place.get().inode()).putLong(place.get().size());
        }
        header.put(longs.array(), 0, longs.capacity());
    }

    /** Empty when the bytes were not being written: then there is a hole in the file, and zeros in the header. */
    static Optional<Found> read(Buffer header) {
        ByteBuffer longs = ByteBuffer.wrap(header.get(0, LONGS * Long.BYTES));
        long begun = longs.getLong();
        if (begun != BEGUN && begun != BEGUN_SOMEWHERE) {
            return Optional.empty();
        }
        return Optional.of(new Found((int) longs.getLong(), begun == BEGUN, longs.getLong(), longs.getLong(),
                longs.getLong()));
    }

    /** A note that somebody else wrote: see there. */
    record Found(int from, boolean regular, long device, long inode, long size) {
        boolean isOf(FileStatus file) {
            return regular && device == file.device() && inode == file.inode();
        }
    }
}
