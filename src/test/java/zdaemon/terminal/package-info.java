/** The interpreter in a real terminal: the built tool in a window of tmux, which knows what a user would see. */
package zdaemon.terminal;
