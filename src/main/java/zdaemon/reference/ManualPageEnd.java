package zdaemon.reference;

/** What follows the reference in the manual page: files, environment, statuses, examples. */
final class ManualPageEnd {
    private static final String CONFIGURATION_EXAMPLE = """
            <runner>
              program       /usr/bin/my-server --port 8080
              directory     /var/lib/my-server
              socket-name   /run/my-server/zdsock
              transcript    output.log
              user          www-data
            </runner>
            """;
    private static final String EVENT_LOG_EXAMPLE = """
            <eventlog>
              <logfile>
                path       /var/lib/my-server/daemon.log
                max-size   5MB
                old-files  3
              </logfile>
              <syslog>
                level      error
                address    /dev/log
              </syslog>
            </eventlog>
            """;
    private static final String ROTATION_EXAMPLE = """
            mv /var/lib/my-server/output.log /var/lib/my-server/output.log.1
            zdaemon -C my-server.conf reopen_transcript
            """;

    private ManualPageEnd() {
    }

    static void write(Roff page) {
        page.section("FILES");
        page.term(Roff.italic("zdsock"), "The control socket, mode 0700, in the directory where `start` was called, "
                + "unless `socket-name` says otherwise. There while the daemon manager runs; one that is left behind "
                + "is replaced.");
        page.term(Roff.italic(".zdsock.state") + ", " + Roff.italic(".zdsock.pipe") + ", "
                + Roff.italic(".zdsock.output"), "Beside the socket and named after it, while the daemon manager runs: "
                + "what the next one has to know, should this one be killed. The next action then finds the program "
                + "and starts a daemon manager that takes it over.");
        page.section("ENVIRONMENT");
        page.term(Roff.bold("PATH"), "Where programs without a slash are looked for. <environment> may set it.");
        page.term(Roff.bold("HOME"), "What `~` stands for in `directory` and `socket-name`.");
        page.term(Roff.bold("ZDAEMON_DEBUG"), "If set, an internal error shows where in zdaemon it happened.");
        page.section("EXIT STATUS");
        for (ExitText.Status status : ExitText.all()) {
            page.term(Roff.bold(status.label()), status.meaning());
        }
        examples(page);
        page.section("SEE ALSO").line(String.join(",\n", reference("daemon", 7), reference("signal", 7),
                reference("strftime", 3), reference("syslog", 3), reference("logrotate", 8)));
    }

    private static void examples(Roff page) {
        page.section("EXAMPLES").prose("Without a configuration file:");
        page.example("zdaemon -p 'sleep 100' start\nzdaemon -p 'sleep 100' status\nzdaemon -p 'sleep 100' stop");
        page.paragraph("A file for a server; its output goes to /var/lib/my-server/output.log:");
        page.example(CONFIGURATION_EXAMPLE);
        page.paragraph("Is it correct? Then go:");
        page.example("zdaemon -C my-server.conf check && zdaemon -C my-server.conf start");
        page.paragraph("What the daemon manager says, in a file that is rotated, and its errors in the system's log:");
        page.example(EVENT_LOG_EXAMPLE);
        page.paragraph("Rotate the transcript:");
        page.example(ROTATION_EXAMPLE);
        page.paragraph("In a script that wants it up, and says what is wrong otherwise:");
        page.example("zdaemon -C my-server.conf start > /dev/null || exit 1");
    }

    private static String reference(String page, int section) {
        return Roff.bold(page) + "(" + section + ")";
    }
}
