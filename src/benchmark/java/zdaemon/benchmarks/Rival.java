package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import zdaemon.e2e.Running;
import zdaemon.e2e.Until;

/** Another supervisor: a process that was started in the foreground, and commands that talk to it. */
final class Rival implements Supervisor {

    /** What the tool is compared with where it is installed. */
    static final List<Kind> KINDS =
            List.of(new Supervisord(), FolderKind.RUNIT, FolderKind.S6, FolderKind.DAEMONTOOLS);

    private final Lab lab;
    private final Path folder;
    private final Kind kind;
    private Optional<Running> process = Optional.empty();

    /** What tells one supervisor from another. */
    interface Kind {

        /** What people call it. */
        String title();

        /** The commands that have to be installed. */
        List<String> needs();

        /** Makes the folder that it needs for a program. */
        void prepare(Path folder, List<String> program);

        /** The process that supervises. */
        List<String> daemon(Path folder);

        List<String> status(Path folder);

        /** As {@link Supervisor#start}. */
        Optional<List<String>> start(Path folder);

        /** As {@link Supervisor#stop}. */
        Optional<List<String>> stop(Path folder);

        /** What ends it and the program. */
        Optional<List<String>> end(Path folder);
    }

    Rival(Lab lab, Kind kind, String name, List<String> program) {
        this.lab = lab;
        this.kind = kind;
        this.folder = lab.sandbox().path(name);
        kind.prepare(folder, program);
    }

    /** Whether what it needs is installed; a note if it is not. */
    static boolean isInstalled(Lab lab, Kind kind) {
        List<String> missing = kind.needs().stream().filter(name -> Lab.which(name).isEmpty()).toList();
        if (!missing.isEmpty()) {
            lab.note(kind.title() + " is not installed and left out");
        }
        return missing.isEmpty();
    }

    @Override
    public String name() {
        return kind.title();
    }

    @Override
    public void begin() {
        Running daemon = lab.launch(Lab.absolute(kind.daemon(folder)));
        process = Optional.of(daemon);
        Until.until(name() + " answers", () -> lab.launch(status()).finish().exit() == 0);
        Until.until(name() + " runs the program",
                () -> ProcessHandle.of(daemon.pid()).orElseThrow().children().findAny().isPresent());
    }

    @Override
    public List<String> status() {
        return Lab.absolute(kind.status(folder));
    }

    @Override
    public Optional<List<String>> start() {
        return kind.start(folder).map(Lab::absolute);
    }

    @Override
    public Optional<List<String>> stop() {
        return kind.stop(folder).map(Lab::absolute);
    }

    @Override
    public long manager() {
        return process.orElseThrow().pid();
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public void close() {
        kind.end(folder).map(Lab::absolute).ifPresent(words -> lab.launch(words).finish());
        process.ifPresent(daemon -> daemon.signal("TERM"));
        process.ifPresent(Running::finish);
        Lab.delete(folder);
    }
}
