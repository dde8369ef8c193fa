/** The client's half of the conversation: asking a running manager, waiting for it, starting one (behaviour §2, §5). */
package zdaemon.client;
