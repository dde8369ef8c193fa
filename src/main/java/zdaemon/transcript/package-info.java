/**
 * The transcript: the file that the program's standard output and error end up in, behaviour §4.
 *
 * <p>The program writes into a pipe, and the manager carries what comes out of it to the file. That costs one copy, and
 * buys what handing the file to the program could not: {@code reopen_transcript} moves a running program to a new file,
 * and a full disk is seen by a process that can report it.
 */
package zdaemon.transcript;
