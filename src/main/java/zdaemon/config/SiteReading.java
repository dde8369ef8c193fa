package zdaemon.config;

import java.util.List;

/**
 * What a reading of a file with many programs found. With faults, nothing of it may be started or changed.
 *
 * @param site   what was understood
 * @param faults what is wrong, sorted by place
 */
public record SiteReading(Site site, List<Problem> faults) {
}
