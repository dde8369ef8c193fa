/**
 * The loop of a process that does one thing at a time: {@link zdaemon.loop.Source sources} that own a descriptor and say
 * when they are due, woken by {@link zdaemon.loop.Loop} in the order of their {@link zdaemon.loop.Priority}.
 */
package zdaemon.loop;
