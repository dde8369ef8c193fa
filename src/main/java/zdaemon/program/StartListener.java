package zdaemon.program;

/** Who waits to hear that the program has come up. */
public interface StartListener {
    /** The program has been running all along; nothing more will be said. */
    void adopted(int pid);

    /** The program's exec has succeeded; it may still have to pass its start test. */
    void started(int pid);

    /** The program is up; nothing more will be said. */
    void ready(int pid);
}
