/**
 * Faults injected into the built tool with a real kernel, a test for each promise of docs/reliability.md. What a machine
 * cannot do (another user, a mount namespace) is skipped by name.
 */
package zdaemon.faults;
