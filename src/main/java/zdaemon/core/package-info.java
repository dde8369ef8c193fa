/**
 * The life of one supervised program as a pure function: events in, the next state and what is to be done about it out.
 * Nothing here has a clock, a process or a file; {@link zdaemon.core.Machine} is the place to begin reading.
 */
package zdaemon.core;
