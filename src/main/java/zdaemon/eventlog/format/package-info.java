/** A record of the event log as text, the way that Python's logging writes it (behaviour §6). */
package zdaemon.eventlog.format;
