package zdaemon.core.fleet;

import java.util.List;

/** How a member differs between two configurations (programs §2). */
public sealed interface Change {

    /** The member. */
    String member();

    /** The line of the plan. */
    String line();

    /** It is only in the new one. */
    record Added(String member) implements Change {
        @Override
        public String line() {
            return "+ " + member;
        }
    }

    /** It is only in the old one. */
    record Gone(String member) implements Change {
        @Override
        public String line() {
            return "- " + member + " (stopped)";
        }
    }

    /** Its values differ, and only a new process can have the new ones. */
    record Restarted(String member, List<String> keys) implements Change {
        @Override
        public String line() {
            return "! " + member + ": " + String.join(", ", keys) + " changed: restart";
        }
    }

    /** Its values are the same, but a program that it needs is restarted. */
    record Follows(String member, String need) implements Change {
        @Override
        public String line() {
            return "! " + member + ": needs " + need + ": restart";
        }
    }

    /** Its values differ, and it goes on running with the new ones. */
    record Adjusted(String member, List<String> keys) implements Change {
        @Override
        public String line() {
            return "~ " + member + ": " + String.join(", ", keys) + " changed: no restart";
        }
    }
}
