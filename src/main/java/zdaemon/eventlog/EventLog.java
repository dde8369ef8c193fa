package zdaemon.eventlog;
import java.util.*; import zdaemon.posix.*; import zdaemon.config.*;
public final class EventLog implements AutoCloseable {
  public static EventLog open(Optional<EventLogSettings> s){return new EventLog();}
  public void log(int level, String m){ if(level>=30) System.err.println(m);}
  public void reopen() throws PosixException {}
  public void tick(long now){}
  public OptionalLong nextDeadline(){return OptionalLong.empty();}
  public boolean childEnded(Pid p, WaitStatus s){return false;}
  public void close(){}
}
