package zdaemon.config;

/** What happens to the program's output while it cannot be written. */
public enum FullPolicy {
    /** Nothing is lost: once the pipe is full too, the program waits. */
    BLOCK("block"),
    /** The program never waits: output is thrown away, and a line says how much when writing works again. */
    DROP("drop");

    private final String word;

    FullPolicy(String word) {
        this.word = word;
    }

    /** {@return how the configuration spells it} */
    String word() {
        return word;
    }

    /** Of the two, that one; in any letter case. */
    static FullPolicy of(String text) throws BadValue {
        String lower = Text.lower(Text.trim(text));
        for (FullPolicy policy : values()) {
            if (policy.word.equals(lower)) {
                return policy;
            }
        }
        throw BadValue.of("neither block nor drop", text);
    }
}
