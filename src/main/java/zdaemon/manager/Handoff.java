package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.program.ManagerFailure;
import zdaemon.spec.Launch;
import zdaemon.spec.RecordReader.RecordException;

/**
 * What a manager tells the one that it becomes by executing itself anew ({@code upgrade}). As text: a version line, a line
 * for each, the settings.
 *
 * @param snapshot the program's state, {@link zdaemon.core.Snapshot}
 * @param started  when it was last started, in microseconds since 1970
 * @param adopted  the identity of its process, if that is not the manager's child
 * @param socket   the control socket's identity
 * @param mandate  how the manager was told to run the program
 * @param background whether it is in the background
 */
record Handoff(String snapshot, OptionalLong started, Optional<String> adopted, String socket, boolean background,
        Launch mandate) {
    private static final String VERSION = "zdaemon-upgrade 1";
    private static final int LINES = 6;
    private static final String NONE = "-";

    byte[] encode() {
        String lines = VERSION + "\n" + snapshot + "\n"
                + (started.isPresent() ? Long.toString(started.getAsLong()) : NONE) + "\n"
                + (adopted.isPresent() ? adopted.get() : NONE) + "\n" + socket + "\n"
                + (background ? "background" : "terminal") + "\n";
        return (lines + new String(mandate.encode(), StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    static Handoff decode(byte[] bytes) throws ManagerFailure {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf('\n'); to >= 0 && lines.size() < LINES; to = text.indexOf('\n', from)) {
            lines.add(text.substring(from, to));
            from = to + 1;
        }
        try {
            if (lines.size() < LINES || !lines.get(0).equals(VERSION)) {
                throw new ManagerFailure(1, "this release does not understand what the running one hands over");
            }
            return new Handoff(lines.get(1),
                    lines.get(2).equals(NONE) ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(lines.get(2))),
                    lines.get(3).equals(NONE) ? Optional.empty() : Optional.of(lines.get(3)),
                    lines.get(4), lines.get(5).equals("background"),
                    Launch.decode(text.substring(from).getBytes(StandardCharsets.ISO_8859_1)));
        } catch (RecordException | NumberFormatException e) {
            throw new ManagerFailure(1, "this release does not understand what the running one hands over: "
                    + e.getMessage());
        }
    }
}
