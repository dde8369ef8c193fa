/** The command that people run: its command line, its actions, its interpreter, its exit statuses (behaviour §1–§3). */
package zdaemon.cli;
