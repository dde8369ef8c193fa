/**
 * How records leave the manager without ever making it wait: a courier hands them to short-lived delivery agents, which
 * alone speak to web, mail and name servers; standard streams are asked before they are written to.
 */
package zdaemon.eventlog.delivery;
