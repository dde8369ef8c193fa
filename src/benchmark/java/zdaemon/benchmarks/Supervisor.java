package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Something that keeps a program alive and can be asked about it. */
interface Supervisor extends AutoCloseable {

    String name();

    /** Begins; returns when the program runs. */
    void begin();

    /** The command that tells how the program is. */
    List<String> status();

    /** The command that starts a program that was stopped and waits until it runs, where there is such a command. */
    Optional<List<String>> start();

    /** The command that stops the program and waits until it is down, where there is such a command. */
    Optional<List<String>> stop();

    /** The process that keeps the program alive. */
    long manager();

    /** The program's working directory. */
    Path folder();

    /** Ends the program and its manager, and removes all files. */
    @Override
    void close();
}
