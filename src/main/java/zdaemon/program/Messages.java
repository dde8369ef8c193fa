package zdaemon.program;

import zdaemon.core.Level;

/** Where the hands of a program write what people are to know: the event log. */
public interface Messages {
    void log(Level level, String message);
}
