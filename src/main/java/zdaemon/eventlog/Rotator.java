package zdaemon.eventlog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import zdaemon.posix.Directory;
import zdaemon.posix.FileSystem;
import zdaemon.posix.Folder;
import zdaemon.posix.PosixException;

/** Puts a log file aside when its time has come. */
sealed interface Rotator {
    /**
     * Whether a new file is to be begun before a record is written.
     *
     * @param size        bytes in the file
     * @param more        bytes about to be written
     * @param epochSecond the record's time
     */
    boolean due(long size, int more, long epochSecond);

    /**
     * Renames the file; afterwards there is none of its name. Names are those in the open folder, which strangers cannot
     * exchange for another.
     *
     * @throws PosixException when something cannot be renamed; no record is lost by that
     */
    void rotate(Folder folder, String name, long epochSecond) throws PosixException;

    /** One file for ever. */
    record Never() implements Rotator {
        @Override
        public boolean due(long size, int more, long epochSecond) {
            return false;
        }

        @Override
        public void rotate(Folder folder, String name, long epochSecond) {
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
        public void rotate(Folder folder, String name, long epochSecond) throws PosixException {
            for (int number = oldFiles - 1; number > 0; number--) {
                renameIfThere(folder, name + "." + number, name + "." + (number + 1));
            }
            renameIfThere(folder, name, name + ".1");
        }
    }

    /** Renames, unless another process has moved the file already. */
    static void renameIfThere(Folder folder, String from, String to) throws PosixException {
        if (folder.look(from).isPresent()) {
            folder.rename(from, to);
        }
    }

    /** Rotates at times: {@code x} becomes {@code x.2026-11-22}, and of such old files the oldest go. */
    final class TimeRotator implements Rotator {
        private final Rollover rollover;
        private final int oldFiles;
        private long end;

        private TimeRotator(Rollover rollover, int oldFiles, long begin) {
            this.rollover = rollover;
            this.oldFiles = oldFiles;
            this.end = rollover.after(begin);
        }

        /**
         * @param path a file that is there already counts from when it was last written, so that restarts of the
         *             manager do not put off the rotation for ever
         */
        static TimeRotator of(String path, Rollover rollover, int oldFiles, long now) throws PosixException {
            return new TimeRotator(rollover, oldFiles, FileSystem.modified(path).orElse(now));
        }

        @Override
        public boolean due(long size, int more, long epochSecond) {
            return epochSecond >= end;
        }

        @Override
        public void rotate(Folder folder, String name, long epochSecond) throws PosixException {
            String target = name + "." + rollover.suffix(end, epochSecond);
            end = rollover.after(epochSecond);
            // The clock may have been set back, or shows an hour twice: an old file is never overwritten.
            if (folder.look(target).isEmpty()) {
                Rotator.renameIfThere(folder, name, target);
                removeOldest(folder, name + ".");
            }
        }

        private void removeOldest(Folder folder, String prefix) throws PosixException {
            List<String> found = new ArrayList<>();
            for (String name : Directory.names(folder.reach("."))) {
                if (name.startsWith(prefix) && rollover.isSuffix(name.substring(prefix.length()))) {
                    found.add(name);
                }
            }
            Collections.sort(found);
            for (int i = 0; i < found.size() - oldFiles; i++) {
                folder.unlinkIfPresent(found.get(i));
            }
        }
    }
}
