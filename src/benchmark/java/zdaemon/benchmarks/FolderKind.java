package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A supervisor that takes a folder with an executable {@code run}, as daemontools was the first to do. All of its
 * commands have the folder as their last word.
 *
 * @param title  what people call it
 * @param daemon the process that supervises one program
 * @param query  tells how it is
 * @param up     starts the program and waits until it runs
 * @param down   stops it and waits until it is down
 * @param exit   ends the supervisor and the program; where there is none, SIGTERM does
 */
record FolderKind(String title, List<String> daemon, List<String> query, Optional<List<String>> up,
        Optional<List<String>> down, Optional<List<String>> exit) implements Rival.Kind {

    static final FolderKind RUNIT = new FolderKind("runit", List.of("runsv"), List.of("sv", "status"),
            Optional.of(List.of("sv", "start")), Optional.of(List.of("sv", "stop")), Optional.empty());

    static final FolderKind S6 = new FolderKind("s6", List.of("s6-supervise"), List.of("s6-svstat"),
            Optional.of(List.of("s6-svc", "-wu", "-u")), Optional.of(List.of("s6-svc", "-wd", "-d")),
            Optional.empty());

    /** Its commands do not wait for what they ask for. */
    static final FolderKind DAEMONTOOLS = new FolderKind("daemontools", List.of("supervise"), List.of("svstat"),
            Optional.empty(), Optional.empty(), Optional.of(List.of("svc", "-dx")));

    @Override
    public List<String> needs() {
        List<String> needs = new ArrayList<>(List.of(daemon.getFirst(), query.getFirst()));
        up.ifPresent(words -> needs.add(words.getFirst()));
        exit.ifPresent(words -> needs.add(words.getFirst()));
        return needs;
    }

    /** A program without arguments is {@code run} itself, so that no shell comes before it. */
    @Override
    public void prepare(Path folder, List<String> program) {
        try {
            Files.createDirectory(folder);
            Path run = folder.resolve("run");
            if (program.size() == 1) {
                Files.createSymbolicLink(run, Path.of(program.getFirst()));
            } else {
                Files.writeString(run, "#!/bin/sh\nexec " + String.join(" ", program) + "\n");
                Files.setPosixFilePermissions(run, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<String> daemon(Path folder) {
        return with(folder, daemon);
    }

    @Override
    public List<String> status(Path folder) {
        return with(folder, query);
    }

    @Override
    public Optional<List<String>> start(Path folder) {
        return up.map(words -> with(folder, words));
    }

    @Override
    public Optional<List<String>> stop(Path folder) {
        return down.map(words -> with(folder, words));
    }

    @Override
    public Optional<List<String>> end(Path folder) {
        return exit.map(words -> with(folder, words));
    }

    private static List<String> with(Path folder, List<String> words) {
        List<String> all = new ArrayList<>(words);
        all.add(folder.toString());
        return all;
    }
}
