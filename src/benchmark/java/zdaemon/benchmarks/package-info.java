/**
 * The benchmark: what the built tool costs, beside what it may be compared with, measured in one run
 * (docs/performance.md). {@code benchmarks/run} starts it on the image's own runtime.
 *
 * <p>It lies among the tests because it is built with them, uses their sandbox, and is no part of the tool. An
 * {@link zdaemon.benchmarks.Experiment} measures and gives {@link zdaemon.benchmarks.Row}s; a
 * {@link zdaemon.benchmarks.Supervisor} is the tool or another one like it.
 */
package zdaemon.benchmarks;
