/** The control socket: its name, who is connected, who waits for what (docs/protocol.md). */
package zdaemon.control;
