package zdaemon.eventlog.format;

/** A log format in one of the styles of behaviour §6. */
sealed interface MessageFormat permits PercentFormat, BraceFormat, TemplateFormat {
    /** No field is ever padded to more than this many characters: a slip in a format must not eat the memory. */
    int MAX_WIDTH = 10_000;

    /**
     * Puts the fields into the format.
     *
     * @throws FormatException when the format is malformed, names an unknown field or asks a conversion that the field
     *                         does not allow. That depends on the format, hardly ever on a field's content.
     */
    String render(Fields fields) throws FormatException;
}
