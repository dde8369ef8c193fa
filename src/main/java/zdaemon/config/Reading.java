package zdaemon.config;

import java.util.List;
import zdaemon.config.ConfigurationLoader.ConfigurationException;

/**
 * What a reading found. With faults, the configuration holds what is right, and defaults for the rest; it must not be used
 * to start anything. But what runs already can be asked and stopped if at least its socket is known (behaviour §1).
 *
 * @param configuration what was understood
 * @param socketIsKnown whether {@code socket-name} is what was meant: it is given and right, or it is not given and no fault
 *                      can hide it
 * @param faults        what is wrong, sorted by place: the command line, then lines in the order of reading; at most 1000
 * @param warnings      what is no fault but perhaps not meant; only from {@link ConfigurationLoader#check}
 */
public record Reading(Configuration configuration, boolean socketIsKnown, List<Problem> faults, List<Problem> warnings) {

    /**
     * The configuration, if nothing is wrong.
     *
     * @throws ConfigurationException the first fault by place, and what is missing only when nothing else is wrong: a
     *         misspelt {@code progam} is a better message than the absence of {@code program}
     */
    public Configuration orThrow() throws ConfigurationException {
        if (faults.isEmpty()) {
            return configuration;
        }
        for (Problem fault : faults) {
            if (fault.kind() != Problem.Kind.MISSING) {
                throw new ConfigurationException(fault);
            }
        }
        throw new ConfigurationException(faults.get(0));
    }
}
