/** The words of a command line: options, the action and its arguments, and the configuration that they lead to (behaviour §1). */
package zdaemon.cli.words;
