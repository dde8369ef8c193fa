/** The actions on many programs (programs §2), beside those of {@code cli.action} on one. */
package zdaemon.cli.fleet;
