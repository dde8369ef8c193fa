package zdaemon.protocol;

import java.util.Optional;

/**
 * A line of what a manager of many programs says to {@code table}, {@code order} and {@code update}: a word and fields,
 * separated by tabs (docs/protocol.md, "Many programs").
 */
public sealed interface FleetLine {

    /**
     * The manager's time and place.
     *
     * @param micros    since 1970
     * @param directory where relative paths of its file begin if that does not say
     */
    record Now(long micros, String directory) implements FleetLine {}

    /**
     * One program, or one of its instances.
     *
     * @param pid      0 when there is no process
     * @param started  when that process was started, in microseconds since 1970; 0 when there is none
     * @param restarts how often the manager has started it again
     * @param isWhole  whether it is up, or should not be
     * @param kind     what the detail is: {@code last ended next waits because}, or {@code -}
     * @param at       the detail's time, in microseconds since 1970
     * @param text     the detail's words
     */
    record Row(String name, String state, int pid, long started, long restarts, boolean isWhole, String kind, long at,
            String text) implements FleetLine {}

    /**
     * What came of an order for one program.
     *
     * @param outcome {@code up already restarted done stopped down failed refused}
     * @param pid     0 when there is no process
     * @param text    why
     */
    record Told(String name, String outcome, int pid, String text) implements FleetLine {}

    /** Processes that a stopped program has left behind. */
    record Survivors(String name, String text) implements FleetLine {}

    /** A line of an update's plan. */
    record Planned(String text) implements FleetLine {}

    /** The update is in force. */
    record Applied() implements FleetLine {}

    /** A program did not come up, and all is as it was before the update. */
    record Undone(String name, String cause) implements FleetLine {}

    /** A program did not come up, and nothing was undone. */
    record Failed(String name, String cause) implements FleetLine {}

    /** The update was not begun. */
    record Refused(String text) implements FleetLine {}

    /**
     * Something is wrong that is no program's state.
     *
     * @param name the program whose output it is about; empty for the manager's event log
     */
    record Trouble(String name, String text) implements FleetLine {}

    /** A word of the request that means no program; perhaps one that it may have meant. */
    record Unknown(String word, String nearest) implements FleetLine {}

    /** All has been said. */
    record End() implements FleetLine {}

    /**
     * Reads a line.
     *
     * @return empty for one that this release does not know
     */
    static Optional<FleetLine> parse(String line) {
        String[] fields = line.split("\t", -1);
        try {
            return Optional.ofNullable(read(fields));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static FleetLine read(String[] fields) {
        return switch (fields[0]) {
            case "now" -> new Now(Long.parseLong(fields[1]), field(fields, 2));
            case "row" -> new Row(fields[1], fields[2], Integer.parseInt(fields[3]), Long.parseLong(fields[4]),
                    Long.parseLong(fields[5]), fields[6].equals("1"), fields[7],
                    fields.length > 8 && !fields[8].isEmpty() ? Long.parseLong(fields[8]) : 0, field(fields, 9));
            case "told" -> new Told(fields[1], fields[2], fields[3].isEmpty() ? 0 : Integer.parseInt(fields[3]), field(fields, 4));
            case "survivors" -> new Survivors(fields[1], field(fields, 2));
            case "plan" -> new Planned(fields[1]);
            case "applied" -> new Applied();
            case "undone" -> new Undone(fields[1], field(fields, 2));
            case "failed" -> new Failed(fields[1], field(fields, 2));
            case "refused" -> new Refused(field(fields, 1));
            case "trouble" -> new Trouble(fields[1], field(fields, 2));
            case "unknown" -> new Unknown(fields[1], field(fields, 2));
            case "end" -> new End();
            default -> null;
        };
    }

    private static String field(String[] fields, int at) {
        return at < fields.length ? fields[at] : "";
    }
}
