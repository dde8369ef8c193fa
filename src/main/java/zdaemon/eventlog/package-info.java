/**
 * The event log: what the manager says about itself, behaviour §6. Records are formatted as Python's logging would and
 * go to files, streams, syslog, web and mail servers.
 *
 * <p>A handler that is down never delays or stops the manager. Files are written at once; syslog sockets do not block;
 * and everything that may have to wait for a network is handed to a short-lived process, the delivery agent
 * ({@link zdaemon.eventlog.DeliveryMain}). What could not be delivered is dropped, counted, and complained about on
 * standard error once a minute at most.
 *
 * <p>The manager formats records on an interpreted JVM with a small heap, so nothing here uses java.time,
 * java.util.Formatter or regular expressions; the agent's classes, which do as they like, are not loaded in the
 * manager.
 */
package zdaemon.eventlog;
