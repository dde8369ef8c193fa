package zdaemon.config;

/**
 * The command line or the configuration is wrong. The message is complete: what is wrong and where (behaviour §1, §6).
 */
public final class ConfigurationException extends Exception {

    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    /**
     * An error with its place.
     *
     * @param problem what is wrong
     */
    public ConfigurationException(Problem problem) {
        super(problem.text(), null, false, false);
        this.problem = problem;
    }

    /** {@return what is wrong} */
    public Problem problem() {
        return problem;
    }
}
