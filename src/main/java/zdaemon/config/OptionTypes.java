package zdaemon.config;

import zdaemon.spec.Option;
import zdaemon.spec.Option.Kind;

/** How the values of options are read, by the kind that the table gives them. */
final class OptionTypes {
    private final PathTypes paths;

    OptionTypes(PathTypes paths) {
        this.paths = paths;
    }

    // Not a switch, whose table is a class of its own: each command comes here.
    Type<?> of(Option option) {
        Kind kind = option.kind();
        if (kind == Kind.FLAG) {
            return Types.BOOLEAN;
        }
        if (kind == Kind.SECONDS) {
            return Types.SECONDS;
        }
        if (kind == Kind.COMMAND) {
            return option == Option.PROGRAM ? Types.COMMAND : Types.WORDS;
        }
        if (kind.isPath()) {
            return kind == Kind.SOCKET ? paths.socket() : kind == Kind.DIRECTORY ? paths.directory() : paths.file();
        }
        if (kind == Kind.CHOICE) {
            return Type.Choice.among(option.choices());
        }
        if (kind == Kind.NAMES) {
            return Types.WORDS;
        }
        if (kind == Kind.INSTANCES) {
            return Types.INSTANCES;
        }
        if (kind == Kind.OCTAL) {
            return Types.UMASK;
        }
        if (kind == Kind.INTEGERS) {
            return Types.EXIT_CODES;
        }
        return kind == Kind.SIGNAL ? Types.SIGNAL : kind == Kind.USER ? Types.NOT_EMPTY : Types.TEXT;
    }
}
