package zdaemon.spec;

import java.util.List;
import zdaemon.spec.RecordReader.RecordException;

/**
 * What a manager gets from the client that starts it, and passes on to its successor. As a record it is
 * <pre>
 * zdaemon-settings 2
 * manager:
 * socket-name=/run/s
 * ...
 * .
 * program:
 * program=sleep
 * program=100
 * ...
 * .
 * env=PATH=/usr/bin:/bin
 * ...
 * </pre>
 * Release 1.0 had all of it in one record without inner ones, and wrote what had its default, too.
 *
 * @param program     what to run
 * @param manager     how to look after it
 * @param environment the client's, {@code NAME=value} entries
 */
public record Launch(ProgramSpec program, ManagerSpec manager, List<String> environment) {
    private static final String KIND = "settings";
    private static final int VERSION = 2;
    private static final int RELEASE_1 = 1;

    /** {@return the record} */
    public byte[] encode() {
        RecordWriter out = new RecordWriter(KIND, VERSION);
        write(out);
        return out.bytes();
    }

    /** Writes its fields into another record. */
    public void write(RecordWriter out) {
        manager.write(out.open("manager"));
        program.write(out.close().open("program"));
        out.close().put("env", environment);
    }

    /**
     * Reads what {@link #encode} wrote, here or in release 1.0.
     *
     * @throws RecordException when it is no such record
     */
    public static Launch decode(byte[] record) throws RecordException {
        return read(RecordReader.of(record, KIND, VERSION));
    }

    /**
     * Reads the fields that {@link #write} wrote.
     *
     * @throws RecordException when they are not there
     */
    public static Launch read(RecordReader in) throws RecordException {
        boolean flat = in.version() == RELEASE_1;
        return new Launch(ProgramSpec.read(flat ? in : in.record("program")),
                ManagerSpec.read(flat ? in : in.record("manager")), in.all("env"));
    }
}
