/** The interactive interpreter of behaviour §3: lines with editing, history and completion, or just read. */
package zdaemon.cli.prompt;
