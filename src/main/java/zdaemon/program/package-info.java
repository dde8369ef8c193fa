/** The hands of one program: what its {@link zdaemon.core.Machine} decides, done to processes, files and clients. */
package zdaemon.program;
