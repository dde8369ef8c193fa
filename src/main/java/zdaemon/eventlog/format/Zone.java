package zdaemon.eventlog.format;

import zdaemon.posix.LocalTime;

/** Where local time comes from: the system, or in tests a zone with known rules. */
public interface Zone {
    /**
     * Local time at a moment.
     *
     * @param epochSecond seconds since 1970
     */
    LocalTime at(long epochSecond);

    /** The zone that the system is set to, or {@code TZ}. */
    enum SystemZone implements Zone {
        /** The one there is. */
        LOCAL;

        @Override
        public LocalTime at(long epochSecond) {
            return LocalTime.at(epochSecond);
        }
    }
}
