/** Puts a program in the background, keeps it alive and answers questions about it. */
module zdaemon {
    requires info.picocli;
    requires org.jline.reader;
    requires org.jline.terminal.ffm;

    provides java.util.spi.ToolProvider with zdaemon.cli.CommandAsTool;
}
