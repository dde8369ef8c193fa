package zdaemon.benchmarks;

import java.util.List;

/** One thing that is measured. */
interface Experiment {

    /** The name by which it is chosen on the command line. */
    String name();

    /** Measures, and cleans up behind itself. */
    List<Row> measure(Lab lab, Scale scale);
}
