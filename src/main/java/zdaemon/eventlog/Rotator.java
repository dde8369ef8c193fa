package zdaemon.eventlog;

import zdaemon.posix.FileSystem;
import zdaemon.posix.PosixException;

/** Puts a log file aside when its time has come. */
sealed interface Rotator permits Rotator.Never, Rotator.BySize, TimeRotator {
    /**
     * Whether a new file is to be begun before a record is written.
     *
     * @param size        bytes in the file
     * @param more        bytes about to be written
     * @param epochSecond the record's time
     */
    boolean due(long size, int more, long epochSecond);

    /**
     * Renames the file; afterwards there is none of its name.
     *
     * @throws PosixException when something cannot be renamed; no record is lost by that
     */
    void rotate(String path, long epochSecond) throws PosixException;

    /** One file for ever. */
    record Never() implements Rotator {
        @Override
        public boolean due(long size, int more, long epochSecond) {
            return false;
        }

        @Override
        public void rotate(String path, long epochSecond) {
            // Never due.
        }
    }

    /**
     * When the file would reach a size: {@code x} becomes {@code x.1}, {@code x.1} becomes {@code x.2}, and the last
     * one goes. A record that is longer than the limit gets a file of its own.
     *
     * @param maxSize  bytes
     * @param oldFiles how many old files stay
     */
    record BySize(long maxSize, int oldFiles) implements Rotator {
        @Override
        public boolean due(long size, int more, long epochSecond) {
            return size > 0 && size + more >= maxSize;
        }

        @Override
        public void rotate(String path, long epochSecond) throws PosixException {
            for (int number = oldFiles - 1; number > 0; number--) {
                renameIfThere(path + "." + number, path + "." + (number + 1));
            }
            renameIfThere(path, path + ".1");
        }
    }

    /** Renames, unless somebody else has taken the file away already. */
    static void renameIfThere(String from, String to) throws PosixException {
        if (FileSystem.linkStatus(from).isPresent()) {
            FileSystem.rename(from, to);
        }
    }
}
