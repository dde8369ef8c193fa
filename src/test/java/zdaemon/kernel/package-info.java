/**
 * A kernel on paper, in which a test chooses the order of everything that happens: {@link zdaemon.kernel.PaperKernel} for
 * processes and clocks, {@link zdaemon.kernel.PaperDisk} for the state file, {@link zdaemon.kernel.Story} for what is done, in
 * its order. Both stand behind the interfaces through which the real classes reach the real ones
 * ({@link zdaemon.program.Kernel}, {@link zdaemon.program.StateFile}).
 *
 * <p>Nothing happens by itself. A process that is forked is held until it is released, and then says nothing of its exec
 * before the test lets it: {@code kernel.forked().executes()} or {@code .fails(SpawnStep.EXEC, Errno.ENOENT)}. A signal is told
 * in the story and kills nobody; {@code process.ends(0)} or {@code .isKilled(Signal.KILL)} do, and give what the manager is to
 * be told of. Time stands until {@code kernel.pass(nanos)}. A descendant is made with {@code process.begets("sleep")}; when its
 * parent ends it becomes the manager's child. So two things happen in one turn, or in the other order, as the test writes
 * them:
 *
 * <pre>
 * program.handle(new Event.StartRequested());
 * PaperProcess child = kernel.forked();
 * child.executes();
 * Reaping.Ended end = child.ends(1);
 * program.reaped(end, kernel.hasChildren());   // the word of the exec has not been read by then
 * </pre>
 *
 * <p>What is done is in {@code story.lines()}: {@code fork 100}, {@code write 100 ready}, {@code release 100},
 * {@code SIGTERM 100}, {@code INFO spawned process pid=100}, {@code ready 100}. A peer of the control socket needs no double:
 * {@link zdaemon.posix.SocketPair} is as quick as paper.
 */
package zdaemon.kernel;
