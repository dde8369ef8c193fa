package zdaemon.core.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import zdaemon.core.fleet.Standing.Life;

/**
 * What the words after an action mean: names, instances, shell patterns, {@code all} (programs §2).
 *
 * @param members the members that are meant, in the order of the file, each once
 * @param unknown the words that mean nobody; then nothing is to be done at all
 */
public record Selection(List<String> members, List<String> unknown) {

    /** Takes copies. */
    public Selection {
        members = List.copyOf(members);
        unknown = List.copyOf(unknown);
    }

    /** Members for these words; without words there are none, and what that means depends on the action. */
    public static Selection of(Roster roster, List<String> words) {
        List<String> names = roster.names();
        boolean[] chosen = new boolean[names.size()];
        List<String> unknown = new ArrayList<>();
        for (String word : words) {
            if (!choose(roster, names, chosen, word)) {
                unknown.add(word);
            }
        }
        List<String> members = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                members.add(names.get(i));
            }
        }
        return new Selection(members, unknown);
    }

    private static boolean choose(Roster roster, List<String> names, boolean[] chosen, String word) {
        String key = Program.key(word);
        boolean all = key.equals("all");
        boolean pattern = Glob.isPattern(word);
        Glob glob = new Glob(word);
        boolean found = false;
        for (int i = 0; i < chosen.length; i++) {
            String member = names.get(i);
            String program = roster.programOf(member);
            if (all || (pattern
                    ? glob.matches(member) || glob.matches(program)
                    : key.equals(Program.key(member)) || key.equals(Program.key(program)))) {
                chosen[i] = true;
                found = true;
            }
        }
        return found;
    }

    /** What {@code start} without names means: all with autostart. */
    public static Selection started(Roster roster) {
        List<String> members = new ArrayList<>();
        for (String member : roster.names()) {
            if (roster.program(roster.findProgram(roster.programOf(member)).orElseThrow()).autostart()) {
                members.add(member);
            }
        }
        return new Selection(members, List.of());
    }

    /**
     * What {@code restart} without names means: all with autostart and all that are up, but no oneshot that is done;
     * that one runs again when it is named.
     */
    public static Selection restarted(Fleet fleet) {
        Set<String> chosen = Set.copyOf(started(fleet.roster()).members());
        List<String> members = new ArrayList<>();
        for (String member : fleet.roster().names()) {
            Standing standing = fleet.standing(member);
            boolean meant = standing.wanted() || standing.life().active() || chosen.contains(member);
            if (meant && standing.life() != Life.DONE) {
                members.add(member);
            }
        }
        return new Selection(members, List.of());
    }
}
