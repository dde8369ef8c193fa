package zdaemon.config;

/**
 * A type of value. Implemented by named and anonymous classes: a lambda for each would be spun at run time, and every
 * client command starts with this.
 */
interface Type<T> {

    /** Converts a value. */
    T read(String text) throws BadValue;
}
