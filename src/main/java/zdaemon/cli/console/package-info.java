/** What the command says and how it ends: standard streams, the terminal, exit statuses, the inherited environment. */
package zdaemon.cli.console;
