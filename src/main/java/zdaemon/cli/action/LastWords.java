package zdaemon.cli.action;

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
        return new LastWords(path, length(path));
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
        tell(streams);
    }

    /** Shows what the program wrote. */
    public void tell(Streams streams) {
        String written = written();
        if (written.isEmpty()) {
            return;
        }
        streams.complain("The program's last words, from '" + transcript + "':");
        int from = written.length();
        for (int lines = 0; lines < MOST_LINES && from > 0; lines++) {
            from = written.lastIndexOf('\n', from - 2) + 1;
        }
        String lines = written.substring(from);
        streams.complain(lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines);
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
