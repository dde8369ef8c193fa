package zdaemon.manager;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zdaemon.core.Level;
import zdaemon.core.fleet.Cause;
import zdaemon.core.fleet.Fleet;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.Standing;
import zdaemon.core.fleet.Standing.Life;
import zdaemon.posix.Buffer;
import zdaemon.posix.Fd;
import zdaemon.posix.PosixException;
import zdaemon.posix.PrivateFile;
import zdaemon.program.Messages;

/**
 * What is wanted of each of many programs, written down for a successor before anything is done about it. A file of slots of
 * one size, one for each member; each is overwritten by one call within a page or two. A process that comes and goes changes
 * nothing here: that is in the program's own state file.
 */
final class Standings implements AutoCloseable {
    private static final int SLOT = 512;
    private static final int MOST_CAUSE = 200;
    private static final int MOST_NAME = 200;
    private static final int WORDS = 5;

    private final String path;
    private final Messages log;
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, String> written = new HashMap<>();
    private final Buffer buffer = Buffer.allocate(SLOT);
    private Optional<Fd> file = Optional.empty();

    Standings(String path, Messages log) {
        this.path = path;
        this.log = log;
    }

    /** What was written down about a member. */
    record Kept(Life life, boolean wanted, boolean leaves, String cause) {

        /** As a standing; where the member is now may be known better. */
        Standing standing(Life now) {
            return Standing.resumed(now, wanted, leaves, cause.isEmpty() ? new Cause.None() : new Cause.Recorded(cause));
        }
    }

    /** Writes all of them down, into a new file: the members are others. */
    void writeAll(Fleet fleet) {
        slots.clear();
        written.clear();
        List<String> names = fleet.roster().names();
        StringBuilder all = new StringBuilder(names.size() * SLOT);
        for (int i = 0; i < names.size(); i++) {
            String key = Program.key(names.get(i));
            String slot = slot(key, fleet.standing(names.get(i)));
            slots.put(key, i);
            written.put(key, slot);
            all.append(slot);
        }
        try {
            closeFile();
            PrivateFile.replace(path, all.toString().getBytes(StandardCharsets.ISO_8859_1));
            file = Optional.of(PrivateFile.open(path));
        } catch (PosixException e) {
            complain(e);
        }
    }

    /** Writes down those that are not what was written. */
    void write(List<String> changed, Fleet fleet) {
        for (String name : changed) {
            String key = Program.key(name);
            Integer at = slots.get(key);
            if (at == null || !fleet.roster().has(name)) {
                continue;
            }
            String slot = slot(key, fleet.standing(name));
            if (!slot.equals(written.put(key, slot)) && file.isPresent()) {
                try {
                    buffer.put(slot.getBytes(StandardCharsets.ISO_8859_1), 0, SLOT);
                    file.get().writeAt(buffer, SLOT, (long) at * SLOT);
                } catch (PosixException e) {
                    written.remove(key);
                    complain(e);
                }
            }
        }
    }

    private void complain(PosixException e) {
        log.log(Level.ERROR, e.getMessage() + "; should the daemon manager be killed, its successor would not know what is wanted");
    }

    private static String slot(String key, Standing standing) {
        // What a process does is known from itself.
        Life life = standing.life().active() && standing.life() != Life.STOPPING ? Life.READY : standing.life();
        String cause = standing.cause() instanceof Cause.None ? "" : standing.cause().text();
        String name = key.length() > MOST_NAME ? key.substring(0, MOST_NAME) : key;
        StringBuilder slot = new StringBuilder(SLOT).append(name).append(' ').append(life).append(' ')
                .append(standing.wanted() ? 1 : 0).append(' ').append(standing.leaves() ? 1 : 0).append(' ')
                .append(hex(cause.length() > MOST_CAUSE ? cause.substring(0, MOST_CAUSE) : cause));
        if (slot.length() > SLOT - 1) {
            slot.setLength(SLOT - 1);
        }
        slot.repeat(' ', SLOT - 1 - slot.length());
        return slot.append('\n').toString();
    }

    /** Two digits a byte, at most so many that a slot has room for them. */
    private static String hex(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int count = Math.min(bytes.length, (SLOT - MOST_NAME - 40) / 2);
        return "=" + HexFormat.of().formatHex(bytes, 0, count);
    }

    /** Reads what a manager that has died wrote down, by the members' names in lower case. */
    static Map<String, Kept> read(String path) throws PosixException {
        Map<String, Kept> found = new HashMap<>();
        if (PrivateFile.find(path) instanceof PrivateFile.Found.Own(byte[] content)) {
            for (int at = 0; at + SLOT <= content.length; at += SLOT) {
                read(new String(content, at, SLOT, StandardCharsets.ISO_8859_1).strip(), found);
            }
        }
        return found;
    }

    /** What is not known of a torn slot is not wanted. */
    private static void read(String slot, Map<String, Kept> found) {
        String[] words = slot.split(" ", -1);
        if (words.length == WORDS && words[WORDS - 1].startsWith("=")) {
            try {
                found.put(words[0], new Kept(Life.valueOf(words[1]), words[2].equals("1"), words[3].equals("1"),
                        new String(HexFormat.of().parseHex(words[WORDS - 1].substring(1)), StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException torn) {
                found.remove(words[0]);
            }
        }
    }

    private void closeFile() {
        if (file.isPresent()) {
            file.get().close();
            file = Optional.empty();
        }
    }

    @Override
    public void close() {
        closeFile();
        buffer.close();
    }
}
