/**
 * The grammars of log formats, the way that Python's logging has them (behaviour §6): parsed once, then checked by the
 * configuration and rendered by the event log.
 */
package zdaemon.spec.format;
