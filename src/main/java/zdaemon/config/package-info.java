/**
 * The configuration language and the option table: text to tree to checked values to {@link zdaemon.config.Settings}.
 *
 * <p>Nothing here does input or output: files and home directories are looked up through
 * {@link zdaemon.config.SourceReader}. Every client command passes through here and start-up is counted in milliseconds
 * on an interpreted JVM, so the way of a correct file avoids regular expressions, streams, lambdas and pattern switches.
 *
 * <p>Source: behaviour §1 (options) and §6 (file).
 */
package zdaemon.config;
