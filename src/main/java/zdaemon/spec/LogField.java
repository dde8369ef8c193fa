package zdaemon.spec;

import java.util.Optional;

/**
 * The fields of an event that a format may name.
 *
 * <p>Source: behaviour §6.
 */
public enum LogField {
    /** The logger, {@code root}. */
    NAME("name", Kind.TEXT),
    /** The level's number. */
    LEVELNO("levelno", Kind.INTEGER),
    /** The level's name. */
    LEVELNAME("levelname", Kind.TEXT),
    /** The source file. */
    PATHNAME("pathname", Kind.TEXT),
    /** The source file without its folder. */
    FILENAME("filename", Kind.TEXT),
    /** The source file without folder and suffix. */
    MODULE("module", Kind.TEXT),
    /** The source line. */
    LINENO("lineno", Kind.INTEGER),
    /** The method. */
    FUNC_NAME("funcName", Kind.TEXT),
    /** Seconds since 1970. */
    CREATED("created", Kind.REAL),
    /** The time in the date format. */
    ASCTIME("asctime", Kind.TEXT),
    /** The milliseconds of the time. */
    MSECS("msecs", Kind.REAL),
    /** Milliseconds since the start of the process. */
    RELATIVE_CREATED("relativeCreated", Kind.REAL),
    /** The thread's number. */
    THREAD("thread", Kind.INTEGER),
    /** The thread's name. */
    THREAD_NAME("threadName", Kind.TEXT),
    /** The process id. */
    PROCESS("process", Kind.INTEGER),
    /** The process's name, {@code MainProcess}. */
    PROCESS_NAME("processName", Kind.TEXT),
    /** What happened. */
    MESSAGE("message", Kind.TEXT);

    /** What a field holds, which decides the conversions that it takes. */
    public enum Kind {
        /** A string. */
        TEXT,
        /** A whole number. */
        INTEGER,
        /** A number with a fraction. */
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
