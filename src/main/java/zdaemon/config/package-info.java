/**
 * The configuration language and the option table: text to tree to checked values to {@link zdaemon.config.Settings}.
 *
 * <p>Nothing here does input or output: files and home directories are looked up through
 * {@link zdaemon.config.SourceReader}. Every client command passes through here and start-up is counted in milliseconds
 * on an interpreted JVM, so the way of a correct file avoids regular expressions, streams, lambdas and pattern
 * switches.
 *
 * <p>The way: {@code Lines} decodes, {@code Parser} and {@code TreeBuilder} make a tree of {@code Node}s in which every
 * node knows its place, {@code Overrides} applies {@code -X}, {@code SchemaCheck} holds the tree against
 * {@code SectionType}, {@code SettingsReader} and {@code EventLogReader} convert the values.
 *
 * <p>Errors. Whatever breaks the grammar or the schema puts its place on the next line, {@code (line 1 in file:///x)};
 * a value that cannot be converted, or does not go together with others of its section, has it on the same line,
 * {@code (line 1, in file:///x)}; for an override the place is {@code (in -X '…' on the command line)}; an option of
 * the command line is named by its message. The line is that of the key; for a section and what it lacks, the line that
 * opens it. Everything is read and collected, and the first error by place is told, save that something missing is told
 * last.
 *
 * <p>Where the behaviour page is silent:
 * <ul>
 * <li>The same option twice is a conflict when the two mean something different: {@code -b 60 -b 1m} is none.
 * <li>A wrong value in the file is an error even when the command line wins over it: a file is right or wrong by
 *     itself.
 * <li>An override is not substituted, since the shell has had the dollar signs, and may make a section that was not
 *     there.
 * <li>White space is Python's, since files and commands were split by it; a line ends at a line feed only.
 * <li>Exit codes beyond 0–255, negative times, {@code old-files} without a way to rotate and a user name without its
 *     password are errors: none of them could do what was meant.
 * <li>Included files open and close their own sections; 100 deep and 1000 in all are enough, as are 16 million
 *     characters of substituted text.
 * </ul>
 *
 * <p>Source: behaviour §1.2 and §6.
 */
package zdaemon.config;
