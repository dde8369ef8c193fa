package zdaemon.config;

/** Whom a stop reaches and waits for, besides the program's own process. */
public enum StopScope {
    /** Nobody: what the program leaves behind lives on. */
    PROGRAM("program"),
    /** The program's process group, setpgid(2): what a terminal's interrupt key would reach. */
    GROUP("group"),
    /** Every process that stems from the program, whichever group or session it is in. */
    ALL("all");

    private final String word;

    StopScope(String word) {
        this.word = word;
    }

    /** {@return how the configuration spells it} */
    public String word() {
        return word;
    }

    /** Of the three, that one; in any letter case. */
    static StopScope of(String text) throws BadValue {
        String lower = Text.lower(Text.trim(text));
        for (StopScope scope : values()) {
            if (scope.word.equals(lower)) {
                return scope;
            }
        }
        throw BadValue.of("neither program, group nor all", text);
    }
}
