package zdaemon.config;

import zdaemon.config.Configuration.Provenance;

import zdaemon.config.Configuration.Provenance.InFile;

/**
 * One thing that is wrong with a configuration.
 *
 * <p>Syntax and schema errors put their place on a line of its own, a value that cannot be converted has it at the end
 * of its line. Scripts know both forms.
 *
 * <p>Source: behaviour §6.
 *
 * @param message what is wrong, without the place
 * @param place   where; for an option of the command line the message already names it
 * @param kind    what sort of error
 */
public record Problem(String message, Provenance place, Kind kind) {

    /** The sorts of error. */
    public enum Kind {
        /** The text does not follow the grammar or the schema. */
        STRUCTURE,
        /** Something required is not there; the place is where it should be. */
        MISSING,
        /** A value cannot be converted. */
        VALUE
    }

    /** {@return the whole message, with the place} */
    public String text() {
        boolean value = kind == Kind.VALUE;
        String gap = value ? " " : "\n";
        if (place instanceof InFile file) {
            return message + gap + "(line " + file.line() + (value ? ", in " : " in ") + file.url() + ")";
        }
        if (place instanceof Provenance.Overridden override) {
            return message + gap + "(in -X " + Quoted.of(override.text()) + " on the command line)";
        }
        return message;
    }
}
