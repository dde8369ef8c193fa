/**
 * Processes: starting them, telling them apart, finding them in {@code /proc}. All system calls are those of {@link
 * zdaemon.posix}.
 */
package zdaemon.process;
