package zdaemon.config;

import java.util.Optional;
import zdaemon.spec.Handler.Rotation;
import zdaemon.spec.Handler.Rotation.When;

/** Reads when a {@code <logfile>} is rotated; a size of 0 and 0 old files are as good as none. */
final class RotationReader {
    private final KeyReader keys;
    private final int oldFiles;
    private final long maxSize;
    private final Optional<When> when;
    private final int interval;
    private final boolean readable;

    RotationReader(KeyReader keys, Problems problems) {
        int before = problems.count();
        this.keys = keys;
        this.oldFiles = keys.read("old-files", LogTypes.COUNT, 0);
        this.maxSize = keys.read("max-size", LogTypes.BYTES, 0L);
        this.when = keys.readIfAny("when", LogTypes.WHEN);
        this.interval = keys.read("interval", LogTypes.COUNT, 0);
        this.readable = problems.count() == before;
    }

    /** A stream cannot be rotated. */
    void refuseFor(String stream) {
        if (oldFiles > 0 || maxSize > 0 || when.isPresent() || interval > 0) {
            keys.refuse("path", "cannot rotate " + stream);
        }
    }

    Rotation read() {
        if (!readable) {
            return new Rotation.None();
        }
        if (maxSize > 0 && when.isPresent()) {
            keys.refuse("when", "a log file is rotated by max-size or by when, not by both");
        } else if ((maxSize > 0 || when.isPresent()) && oldFiles == 0) {
            keys.refuse(maxSize > 0 ? "max-size" : "when", "old-files must be set for log rotation");
        } else if (oldFiles > 0 && maxSize == 0 && when.isEmpty()) {
            keys.refuse("old-files", "max-size or when must be set for log rotation");
        } else if (interval > 0 && when.isEmpty()) {
            keys.refuse("interval", "interval needs when");
        } else if (when.isPresent()) {
            return new Rotation.ByTime(when.get(), Math.max(interval, 1), oldFiles);
        } else if (maxSize > 0) {
            return new Rotation.BySize(maxSize, oldFiles);
        }
        return new Rotation.None();
    }
}
