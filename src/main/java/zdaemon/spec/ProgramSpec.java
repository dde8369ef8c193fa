package zdaemon.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import zdaemon.spec.RecordReader.RecordException;

/**
 * What one program was configured with.
 *
 * @param values      of the options that are {@link Option.For#PROGRAM}
 * @param environment what {@code <environment>} adds, in the order of the file
 */
public record ProgramSpec(Values values, Map<String, String> environment) implements Spec {

    /** Takes what is a program's of the values. */
    public ProgramSpec {
        values = values.of(Option.For.PROGRAM);
    }

    /** {@return the command's words, never empty in a configuration without faults} */
    public List<String> command() {
        return words(Option.PROGRAM);
    }

    /** {@return the same with another value of an option} */
    public ProgramSpec with(Option option, Object value) {
        return new ProgramSpec(values.with(option, value), environment);
    }

    void write(RecordWriter out) {
        values.write(out);
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            // The value has a line of its own: a name may hold anything, an equals sign too.
            out.put("set", entry.getKey()).put("to", entry.getValue());
        }
    }

    static ProgramSpec read(RecordReader in) throws RecordException {
        List<String> names = new ArrayList<>(in.all("set"));
        List<String> texts = in.all("to");
        if (names.size() != texts.size()) {
            throw new RecordException("a variable without a value");
        }
        Map<String, String> environment = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            environment.put(names.get(i), texts.get(i));
        }
        ProgramSpec spec = new ProgramSpec(Values.read(in), Collections.unmodifiableMap(environment));
        if (spec.command().isEmpty()) {
            throw new RecordException("no program");
        }
        return spec;
    }

    /** What happens to the program's output while it cannot be written. */
    public enum FullPolicy {
        /** Nothing is lost: once the pipe is full too, the program waits. */
        BLOCK,
        /** The program never waits: output is thrown away, and a line says how much when writing works again. */
        DROP
    }

    /** Which processes a stop reaches and waits for, besides the program's own. */
    public enum StopScope {
        /** Nobody: what the program leaves behind lives on. */
        PROGRAM,
        /** The program's process group, setpgid(2): what a terminal's interrupt key would reach. */
        GROUP,
        /** Every process that stems from the program, whichever group or session it is in. */
        ALL
    }
}
