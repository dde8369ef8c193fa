package zdaemon.manager;

import zdaemon.core.Level;
import zdaemon.eventlog.EventLog;
import zdaemon.program.Messages;

/** Messages of the program's hands, in the event log. */
record LoggedMessages(EventLog eventLog) implements Messages {
    @Override
    public void log(Level level, String message) {
        eventLog.log(level.number(), message);
    }
}
