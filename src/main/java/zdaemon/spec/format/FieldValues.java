package zdaemon.spec.format;

import java.util.Optional;

/** The fields of one event, by name. */
public interface FieldValues {

    /** {@return the value of a field, or empty when there is no such field} */
    Optional<Value> get(String name);

    /** {@return whether a name that is no field stands for nothing, instead of being an error} */
    boolean arbitrary();

    /**
     * {@return the value of a field that a format names}
     *
     * @throws FormatException when there is none
     */
    default Value require(String name) throws FormatException {
        Optional<Value> value = get(name);
        if (value.isEmpty() && (!arbitrary() || name.isEmpty())) {
            throw new FormatException("unknown field '" + name + "'");
        }
        return value.isEmpty() ? Value.Nothing.INSTANCE : value.get();
    }
}
