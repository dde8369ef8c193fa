/** What goes over the control socket: requests, replies, and Python's way of writing strings (behaviour §5). */
package zdaemon.protocol;
