package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.RecordWriter;

/**
 * What a manager of one program tells the one that it becomes by executing itself anew ({@code upgrade}). Release 1.0 wrote
 * the same as lines without names.
 *
 * @param snapshot   the program's state, {@link zdaemon.core.Snapshot}
 * @param started    when it was last started, in microseconds since 1970
 * @param adopted    the identity of its process, if that is not the manager's child
 * @param socket     the control socket's identity
 * @param background whether it is in the background
 * @param mandate    how the manager was told to run the program
 */
record Handoff(String snapshot, OptionalLong started, Optional<String> adopted, String socket, boolean background,
        Launch mandate) {
    private static final String KIND = "upgrade";
    private static final int VERSION = 2;
    private static final String RELEASE_1 = "zdaemon-upgrade 1\n";
    private static final int LINES_OF_RELEASE_1 = 5;
    private static final String NONE = "-";
    private static final String NOT_UNDERSTOOD = "this release does not understand what the running one hands over";

    byte[] encode() {
        RecordWriter out = new RecordWriter(KIND, VERSION);
        out.put("snapshot", snapshot);
        if (started.isPresent()) {
            out.put("started", started.getAsLong());
        }
        out.put("adopted", adopted).put("socket", socket).put("background", background);
        mandate.write(out.open("mandate"));
        return out.close().bytes();
    }

    static Handoff decode(byte[] bytes) throws ManagerFailure {
        try {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            return text.startsWith(RELEASE_1) ? ofReleaseOne(text.substring(RELEASE_1.length()))
                    : read(RecordReader.of(bytes, KIND, VERSION));
        } catch (RecordException | NumberFormatException e) {
            throw new ManagerFailure(1, NOT_UNDERSTOOD + ": " + e.getMessage());
        }
    }

    private static Handoff read(RecordReader in) throws RecordException {
        return new Handoff(in.text("snapshot"),
                in.find("started").isPresent() ? OptionalLong.of(in.number("started", 0)) : OptionalLong.empty(),
                in.find("adopted"), in.text("socket"), in.flag("background", true), Launch.read(in.record("mandate")));
    }

    /** A line each, and then the settings. */
    private static Handoff ofReleaseOne(String text) throws RecordException, ManagerFailure {
        String[] lines = text.split("\n", LINES_OF_RELEASE_1 + 1);
        if (lines.length <= LINES_OF_RELEASE_1) {
            throw new ManagerFailure(1, NOT_UNDERSTOOD);
        }
        return new Handoff(lines[0],
                lines[1].equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lines[1])),
                lines[2].equals(NONE) ? Optional.empty() : Optional.of(lines[2]), lines[3], lines[4].equals("background"),
                Launch.decode(lines[LINES_OF_RELEASE_1].getBytes(StandardCharsets.ISO_8859_1)));
    }
}
