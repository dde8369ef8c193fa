/** One class for each action of behaviour §2, and what they share. */
package zdaemon.cli.action;
