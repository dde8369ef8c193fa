package zdaemon.control;

/** A reply that grows while things happen. */
public interface Feed {

    /** Adds a line; its end is added here. */
    void line(String text);

    /** Nothing more will be said. */
    void end();

    /** Whether nobody is there any more to be told. */
    boolean isOver();
}
