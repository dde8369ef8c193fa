/**
 * The manual page and the shells' completions, written while zdaemon is built from the very tables that it runs on.
 * Nothing of this is loaded when zdaemon runs.
 */
package zdaemon.reference;
