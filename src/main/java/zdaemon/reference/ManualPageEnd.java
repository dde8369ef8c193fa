package zdaemon.reference;

import java.util.List;
import zdaemon.cli.console.Exit;

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

    private static final String LOGROTATE_EXAMPLE = """
            /var/lib/my-server/output.log /var/lib/my-server/daemon.log {
                weekly
                rotate 8
                compress
                delaycompress
                missingok
                postrotate
                    zdaemon -C /etc/my-server.conf reopen_transcript
                endscript
            }
            """;
    private static final String CONTAINER_EXAMPLE = """
            FROM debian:stable-slim
            COPY zdaemon /opt/zdaemon
            COPY my-server.conf /etc/my-server.conf
            ENTRYPOINT ["/opt/zdaemon/bin/zdaemon", "-C", "/etc/my-server.conf",
                "-X", "runner/daemon=off", "start"]
            """;
    private static final String UNIT_EXAMPLE = """
            [Unit]
            Description=My server
            After=network.target

            [Service]
            ExecStart=/usr/bin/zdaemon -C /etc/my-server.conf -X runner/daemon=off start
            KillMode=mixed
            TimeoutStopSec=330

            [Install]
            WantedBy=multi-user.target
            """;

    private ManualPageEnd() {
    }

    static void write(Roff page) {
        signals(page);
        prompt(page);
        page.section("FILES");
        page.term(Roff.italic("$XDG_STATE_HOME/zdaemon/history"), "Lines typed at the prompt; ~/.local/state stands for "
                + "`$XDG_STATE_HOME` where that is not set. Mode 0600.");
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
        page.term(Roff.bold("ZDAEMON_PROGRAM") + ", " + Roff.bold("ZDAEMON_SOCKET"), "What each of many programs and its "
                + "start test find: its name, and its daemon manager's socket. By them a descendant that has lost its parent "
                + "is known, so leave them in the environment.");
        page.term(Roff.bold("ZDAEMON_DEBUG"), "If set, an internal error shows where in zdaemon it happened.");
        page.section("EXIT STATUS");
        for (Status status : all()) {
            page.term(Roff.bold(status.label()), status.meaning());
        }
        examples(page);
        page.section("SEE ALSO").line(String.join(",\n", reference("daemon", 7), reference("signal", 7),
                reference("strftime", 3), reference("syslog", 3), reference("logrotate", 8), reference("systemd", 1)));
    }

    private static void signals(Roff page) {
        page.section("SIGNALS").prose("The daemon manager's process is the `manager` that `status -l` tells.");
        page.term(Roff.bold("SIGTERM") + ", " + Roff.bold("SIGINT") + ", " + Roff.bold("SIGHUP"),
                "The daemon manager stops the program as `stop` does, removes its socket and ends with status 1; with "
                        + "`daemon off`, with 0 if the program ended in its time.");
        page.term(Roff.bold("SIGKILL"), "The program goes on, and what it writes is kept. The next action, whichever it "
                + "is, starts another daemon manager, which takes the program over.");
        page.paragraph("To send a signal to the program, use `kill`. A signal that zdaemon was started with as ignored stays "
                + "ignored in `fg`, `logtail` and `daemon off`. A client that waits ends by `^C`; what it waits for goes on.");
    }

    private static void prompt(Roff page) {
        page.section("PROMPT").prose("On a terminal a line can be edited, as in the shell.");
        page.term(Roff.bold("Tab"), "Completes actions, signals, options and files; twice lists them.");
        page.term(Roff.bold("Up") + ", " + Roff.bold("Down") + ", " + Roff.bold("Ctrl-R"),
                "Go through the lines typed before, in former sessions as well, or search them. A line that begins with a "
                        + "space is not kept.");
        page.term(Roff.bold("Ctrl-A") + ", " + Roff.bold("Ctrl-E") + ", " + Roff.bold("Ctrl-W") + ", " + Roff.bold("Ctrl-U"),
                "Go to the beginning or the end; delete the word before, or the whole line.");
        page.term(Roff.bold("Ctrl-C"), "Gives the line up, or the wait of an action. Nothing is stopped.");
        page.term(Roff.bold("Ctrl-D"), "Leaves and stops nothing; `quit` and `exit` stop a daemon manager without a program.");
        page.paragraph("From a pipe or a file the same lines are read, without a prompt. Several lines in a row that are no "
                + "action end that, with status 1.");
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
        page.paragraph("The same by logrotate(8), in /etc/logrotate.d/my-server:");
        page.example(LOGROTATE_EXAMPLE);
        page.paragraph("As the first process of a container; the output goes to the container's:");
        page.example(CONTAINER_EXAMPLE);
        page.paragraph("As a service of systemd(1), which is then the one that starts it at boot:");
        page.example(UNIT_EXAMPLE);
        page.paragraph("In a script that wants it up, and says what is wrong otherwise:");
        page.example("zdaemon -C my-server.conf start > /dev/null || exit 1");
    }

    private static String reference(String page, int section) {
        return Roff.bold(page) + "(" + section + ")";
    }

    /**
     * A status, or the first of several.
     *
     * @param label   how the page writes it
     * @param meaning when it is given
     */
    record Status(int number, String label, String meaning) {
    }


    /** All, by number. */
    static List<Status> all() {
        return List.of(
                new Status(Exit.DONE, "0", "Done, or there was nothing to do: `start` when the program runs already, "
                        + "`stop` when it does not, `kill` when there is no such signal or process, `logtail` when no "
                        + "file is known, `foreground` when the program runs as a daemon. For `status`: a daemon "
                        + "manager is there."),
                new Status(Exit.FAILED, "1", "The action could not do its work: the program did not come up, the "
                        + "daemon manager does not answer, a file could not be opened."),
                new Status(Exit.USAGE, "2", "The command line or the configuration is wrong, and nothing was done."),
                new Status(Exit.NO_MANAGER, "3", "`status`: no daemon manager is there."),
                new Status(Exit.INTERNAL, "70", "An internal error of zdaemon; please report it, with what it says when "
                        + "`ZDAEMON_DEBUG=1` is in the environment."),
                new Status(Exit.SIGNALLED, "128 + N", "`foreground`: signal N ended the program. 141 means that the "
                        + "reader of zdaemon's output has gone."),
                new Status(Integer.MAX_VALUE, "other", "`foreground`: the program's own. `start` with `daemon off`: "
                        + "the daemon manager's, which is that of a program whose status is on the `exit-codes` list, "
                        + "0 after a stop, 1 when it has given up or was killed itself."));
    }
}
