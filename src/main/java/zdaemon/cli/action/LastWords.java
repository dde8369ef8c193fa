package zdaemon.cli.action;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import zdaemon.cli.console.Streams;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.FileStatus;
import zdaemon.posix.FileSystem;
import zdaemon.posix.FileType;
import zdaemon.posix.NativeString;
import zdaemon.posix.Open;
import zdaemon.posix.PosixException;
import zdaemon.spec.Option;
import zdaemon.spec.Settings;

/** What a program wrote to its transcript since a start began, to be shown if the start fails. */
public final class LastWords {
    private static final int MOST_BYTES = 4096;
    private static final int MOST_LINES = 10;

    private final String transcript;
    private final long before;

    private LastWords(String transcript, long before) {
        this.transcript = transcript;
        this.before = before;
    }

    /** Remembers how far the transcript has come. */
    public static LastWords from(Settings settings) {
        if (!settings.manager().flag(Option.DAEMON) || settings.program().text(Option.TRANSCRIPT).equals("/dev/null")) {
            return new LastWords("", 0);
        }
        String path = settings.program().text(Option.TRANSCRIPT);
        if (!path.startsWith("/") && settings.program().find(Option.DIRECTORY).isPresent()) {
            path = settings.program().find(Option.DIRECTORY).get() + "/" + path;
        }
        return isStream(path) ? new LastWords("", 0) : new LastWords(path, length(path));
    }

    /** A stream of this process, perhaps, which has shown the words already. */
    private static boolean isStream(String path) {
        return path.startsWith("/dev/") || path.startsWith("/proc/");
    }

    private static long length(String path) {
        try {
            Optional<FileStatus> status = FileSystem.status(path);
            return status.isPresent() && status.get().type() == FileType.REGULAR ? status.get().size() : 0;
        } catch (PosixException e) {
            return 0;
        }
    }

    /** Shows why a start failed. */
    void tell(Streams streams, String reason, List<String> noise) {
        if (!reason.isEmpty()) {
            streams.complain("Error: " + reason);
        }
        for (String line : noise) {
            if (!line.equals(reason)) {
                streams.complain(line);
            }
        }
        show(streams, reason);
    }

    /** Shows what the program wrote. */
    public void tell(Streams streams) {
        show(streams, "");
    }

    /** Without an event log, the transcript also has the manager's own errors: what has been told is not told again. */
    private void show(Streams streams, String told) {
        List<String> lines = new ArrayList<>();
        for (String line : written().split("\n", -1)) {
            if (!isTold(line, told)) {
                lines.add(line);
            }
        }
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        if (!lines.isEmpty()) {
            streams.complain("The program's last words, from '" + transcript + "':");
            streams.complain(String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size())));
        }
    }

    /** A verdict is followed by its reason. */
    private static boolean isTold(String line, String told) {
        return !line.isEmpty() && (line.equals(told) || told.startsWith(line + ": "));
    }

    /** The last part of what was added; nothing when it cannot be read, for this is no error of its own. */
    private String written() {
        long now = transcript.isEmpty() ? 0 : length(transcript);
        if (now == 0) {
            return "";
        }
        long from = now < before ? 0 : Math.max(before, now - MOST_BYTES);
        try (Fd file = Fd.open(transcript, Open.READ, 0); Buffer buffer = Buffer.allocate(MOST_BYTES)) {
            file.seek(from);
            int count = file.read(buffer);
            return count <= 0 ? "" : NativeString.decode(buffer.get(0, count));
        } catch (PosixException e) {
            return "";
        }
    }
}
