package zdaemon.spec;

import java.util.Optional;

/**
 * The fields of an event that a format may name.
 *
 * <p>Source: behaviour §6.
 */
public enum LogField {
    NAME("name", Kind.TEXT),
    LEVELNO("levelno", Kind.INTEGER),
    LEVELNAME("levelname", Kind.TEXT),
    PATHNAME("pathname", Kind.TEXT),
    FILENAME("filename", Kind.TEXT),
    MODULE("module", Kind.TEXT),
    LINENO("lineno", Kind.INTEGER),
    FUNC_NAME("funcName", Kind.TEXT),
    CREATED("created", Kind.REAL),
    ASCTIME("asctime", Kind.TEXT),
    MSECS("msecs", Kind.REAL),
    RELATIVE_CREATED("relativeCreated", Kind.REAL),
    THREAD("thread", Kind.INTEGER),
    THREAD_NAME("threadName", Kind.TEXT),
    PROCESS("process", Kind.INTEGER),
    PROCESS_NAME("processName", Kind.TEXT),
    MESSAGE("message", Kind.TEXT);

    /** What a field holds, which decides the conversions that it takes. */
    public enum Kind {
        TEXT,
        INTEGER,
        REAL
    }

    private final String field;
    private final Kind kind;

    LogField(String field, Kind kind) {
        this.field = field;
        this.kind = kind;
    }

    /** {@return the name in a format} */
    public String field() {
        return field;
    }

    /** {@return what it holds} */
    public Kind kind() {
        return kind;
    }

    /**
     * Finds a field.
     *
     * @param name its name in a format, letter case as it is
     * @return the field, empty when there is none of that name
     */
    public static Optional<LogField> of(String name) {
        for (LogField field : values()) {
            if (field.field.equals(name)) {
                return Optional.of(field);
            }
        }
        return Optional.empty();
    }
}
