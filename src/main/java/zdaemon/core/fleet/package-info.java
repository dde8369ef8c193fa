/**
 * Many programs in one manager, as pure functions: names, dependencies, what a request means for which programs, and
 * what an update changes. {@link zdaemon.core.fleet.Fleet} is the place to begin reading. It decides when each program
 * is to be started or stopped; how one program is started and stopped is {@link zdaemon.core.Machine}'s business.
 */
package zdaemon.core.fleet;
