package zdaemon.cli.fleet;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.cli.action.FollowedFile;
import zdaemon.cli.console.Exit;
import zdaemon.cli.console.Output;
import zdaemon.cli.words.Invocation.UsageException;
import zdaemon.cli.words.NamedWords;
import zdaemon.client.Patience;
import zdaemon.client.Patience.Wake;
import zdaemon.config.Site;
import zdaemon.core.fleet.Selection;
import zdaemon.posix.Environment;
import zdaemon.posix.Errno;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.FileWatches;
import zdaemon.posix.PosixException;
import zdaemon.posix.Terminal;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/**
 * {@code logtail [NAME...]}: the last lines of transcripts and whatever is added, until interrupted. A file that is not
 * there yet is shown when it comes.
 */
final class TailOfMany implements AutoCloseable {
    private static final int STDOUT = 1;

    private final List<String> paths;
    private final List<Output> outputs = new ArrayList<>();
    private final List<Optional<FollowedFile>> files = new ArrayList<>();

    private TailOfMany(List<String> paths) {
        this.paths = paths;
    }

    static int run(FleetSession fleet, NamedWords words) throws UsageException, PosixException {
        Map<String, String> labels = labels(fleet, fleet.select(words.names()));
        if (labels.isEmpty()) {
            fleet.out().line("No log files known; set transcript");
            return Exit.DONE;
        }
        fleet.session().requireOwnProcess("logtail");
        boolean isColoured = isColoured();
        try (FileWatches watches = FileWatches.create(); TailOfMany tail = new TailOfMany(List.copyOf(labels.keySet()));
                Patience patience = Patience.untilInterrupted(fleet.session().interrupts())) {
            for (String path : tail.paths) {
                // Watched first: what is added while the first lines are read is not missed.
                watches.add(path);
                tail.outputs.add(Prefixed.output(
                        fleet.out(), Label.of(labels.get(path), tail.outputs.size(), isColoured), true));
            }
            tail.begin();
            while (patience.untilReadable(watches.fd()) == Wake.READY) {
                tail.goOn(watches.changed());
            }
        }
        if (Terminal.isTerminal(Fd.standard(STDOUT))) {
            // The prompt shall not follow the terminal's ^C on its line.
            fleet.out().line("");
        }
        return fleet.session().endedBySignal(Exit.DONE);
    }

    /** Which files to show, and what is written before their lines: instances that share one have one label. */
    private static Map<String, String> labels(FleetSession fleet, Selection selection) throws PosixException {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String member : selection.members()) {
            ProgramSpec program = fleet.spec(member).orElseThrow();
            Site.Runner runner = fleet.runner(member);
            String path = runner.logFile().isPresent() ? SitePaths.in(fleet.paths().base(), runner.logFile().get())
                    : program.text(Option.TRANSCRIPT);
            Optional<FileStatus> status = FileSystem.status(path);
            if (status.isEmpty() || status.get().type() == FileType.REGULAR) {
                labels.put(path, labels.containsKey(path) ? runner.program().name() : member);
            }
        }
        return labels;
    }

    private static boolean isColoured() {
        return Terminal.isTerminal(Fd.standard(STDOUT)) && Environment.get("NO_COLOR").orElse("").isEmpty()
                && !Environment.get("TERM").orElse("").equals("dumb");
    }

    private void begin() throws PosixException {
        for (int i = 0; i < paths.size(); i++) {
            files.add(open(i));
            if (files.get(i).isPresent()) {
                files.get(i).get().begin();
            }
        }
    }

    private Optional<FollowedFile> open(int number) throws PosixException {
        try {
            return Optional.of(new FollowedFile(paths.get(number), outputs.get(number)));
        } catch (PosixException e) {
            if (e.errno().equals(Errno.ENOENT)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private void goOn(BitSet changed) throws PosixException {
        for (int number = changed.nextSetBit(0); number >= 0; number = changed.nextSetBit(number + 1)) {
            if (files.get(number).isEmpty()) {
                files.set(number, open(number));
            }
            if (files.get(number).isPresent()) {
                files.get(number).get().goOn();
            }
        }
    }

    @Override
    public void close() {
        for (Optional<FollowedFile> file : files) {
            file.ifPresent(FollowedFile::close);
        }
    }
}
