/**
 * What was configured, as checked values: the one table of options, what a program, a manager and a client need, the event
 * log's handlers and formats. Nothing here reads text that a person wrote: that is {@code zdaemon.config}'s work.
 *
 * <p>Values cross from one process to another (client to manager, manager to successor) by the codec of this package,
 * which works on the way of each start, interpreted: plain loops, no regular expressions, no lambdas.
 *
 * <p>Source: behaviour §1 and §6.
 */
package zdaemon.spec;
