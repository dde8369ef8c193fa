package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Supervisor: a daemon in Python, with a client in Python. */
final class Supervisord implements Rival.Kind {

    private static final String PROGRAM = "program";

    @Override
    public String title() {
        return "supervisor";
    }

    @Override
    public List<String> needs() {
        return List.of("supervisord", "supervisorctl");
    }

    @Override
    public void prepare(Path folder, List<String> program) {
        try {
            Files.createDirectory(folder);
            Files.writeString(configuration(folder), """
                    [unix_http_server]
                    file=%1$s/socket
                    [supervisord]
                    nodaemon=true
                    logfile=%1$s/log
                    pidfile=%1$s/pid
                    childlogdir=%1$s
                    [rpcinterface:supervisor]
                    supervisor.rpcinterface_factory = supervisor.rpcinterface:make_main_rpcinterface
                    [supervisorctl]
                    serverurl=unix://%1$s/socket
                    [program:%2$s]
                    command=%3$s
                    directory=%1$s
                    autorestart=true
                    startsecs=0
                    """.formatted(folder, PROGRAM, String.join(" ", program)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> daemon(Path folder) {
        return List.of("supervisord", "-c", configuration(folder).toString());
    }

    @Override
    public List<String> status(Path folder) {
        return control(folder, "status");
    }

    @Override
    public Optional<List<String>> start(Path folder) {
        return Optional.of(control(folder, "start"));
    }

    @Override
    public Optional<List<String>> stop(Path folder) {
        return Optional.of(control(folder, "stop"));
    }

    @Override
    public Optional<List<String>> end(Path folder) {
        return Optional.empty();
    }

    private static List<String> control(Path folder, String action) {
        return List.of("supervisorctl", "-c", configuration(folder).toString(), action, PROGRAM);
    }

    private static Path configuration(Path folder) {
        return folder.resolve("conf");
    }
}
