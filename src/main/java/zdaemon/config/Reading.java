package zdaemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.config.ConfigurationLoader.ConfigurationException;

/**
 * What a reading found. With faults, the configuration holds what is right, and defaults for the rest; it must not be used
 * to start anything. But what runs already can be asked and stopped if at least its socket is known (behaviour §1).
 *
 * @param configuration what was understood; of many programs, what goes for the manager of all
 * @param site          the many programs, if the file has a {@code <manager>} section
 * @param socketIsKnown whether {@code socket-name} is what was meant: it is given and right, or it is not given and no fault
 *                      can hide it
 * @param faults        what is wrong, sorted by place: the command line, then lines in the order of reading; at most 1000
 * @param warnings      what is no fault but perhaps not meant; only from {@link ConfigurationLoader#check}
 */
public record Reading(Configuration configuration, Optional<Site> site, boolean socketIsKnown, List<Problem> faults,
        List<Problem> warnings) {

    /** The same with one more fault. */
    public Reading withFault(Problem fault) {
        List<Problem> all = new ArrayList<>(faults);
        all.add(fault);
        return new Reading(configuration, site, socketIsKnown, all, warnings);
    }


    /**
     * The configuration, if nothing is wrong.
     *
     * @throws ConfigurationException the first fault by place, and what is missing only when nothing else is wrong: a
     *         misspelt {@code progam} is a better message than the absence of {@code program}; of many programs, all faults
     */
    public Configuration orThrow() throws ConfigurationException {
        if (faults.isEmpty()) {
            return configuration;
        }
        if (site.isPresent()) {
            throw ConfigurationException.of(faults);
        }
        for (Problem fault : faults) {
            if (fault.kind() != Problem.Kind.MISSING) {
                throw new ConfigurationException(fault);
            }
        }
        throw new ConfigurationException(faults.get(0));
    }
}
