/**
 * Whole-process tests: the built tool, run as a user runs it, in a folder of its own.
 *
 * <p>The tool is {@code bin/zdaemon} of the folder that the system property {@code zdaemon.home} names
 * ({@code target/zdaemon} by default); the programs that it supervises are in {@code test-scripts}. A test waits for
 * events, never for a time, and no test asserts how long anything took.
 */
package zdaemon.e2e;
