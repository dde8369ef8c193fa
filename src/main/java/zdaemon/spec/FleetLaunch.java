package zdaemon.spec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import zdaemon.spec.RecordReader.RecordException;
import zdaemon.spec.Spec.FleetSpec;

/**
 * What a manager of many programs gets from the client that starts it, or that has it follow a changed file; it passes it on
 * to its successor. As a record it is
 * <pre>
 * zdaemon-fleet 2
 * manager:
 * ...
 * .
 * process:
 * ...
 * .
 * runner:
 * name=web
 * instances=3
 * fleet:
 * ...
 * .
 * key=transcript
 * text=log/web.{instance}.log
 * ...
 * member:
 * ...
 * .
 * .
 * env=PATH=/usr/bin:/bin
 * ...
 * </pre>
 *
 * @param manager     how to look after all of them
 * @param process     what the manager's own process gets: directory, user and umask
 * @param runners     the programs, in the order of the file
 * @param environment the client's, {@code NAME=value} entries
 */
public record FleetLaunch(ManagerSpec manager, Values process, List<RunnerSpec> runners, List<String> environment) {
    private static final String KIND = "fleet";
    /** With the records of 2 inside; 1 stands for those of release 1.0, which had no records within records. */
    private static final int VERSION = 2;

    /** Takes copies, and of the values those that are a process's. */
    public FleetLaunch {
        process = process.of(Option.For.PROGRAM);
        runners = List.copyOf(runners);
        environment = List.copyOf(environment);
    }

    /** {@return whether a record is one of these, and not that of one program} */
    public static boolean isOne(byte[] record) {
        return RecordReader.isOf(record, KIND);
    }

    /** {@return the record} */
    public byte[] encode() {
        RecordWriter out = new RecordWriter(KIND, VERSION);
        write(out);
        return out.bytes();
    }

    /** Writes its fields into another record. */
    public void write(RecordWriter out) {
        manager.write(out.open("manager"));
        process.write(out.close().open("process"));
        out.close();
        for (RunnerSpec runner : runners) {
            runner.write(out.open("runner"));
            out.close();
        }
        out.put("env", environment);
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws RecordException when it is no such record
     */
    public static FleetLaunch decode(byte[] record) throws RecordException {
        return read(RecordReader.of(record, KIND, VERSION));
    }

    /**
     * Reads the fields that {@link #write} wrote.
     *
     * @throws RecordException when they are not there
     */
    public static FleetLaunch read(RecordReader in) throws RecordException {
        List<RunnerSpec> runners = new ArrayList<>();
        for (RecordReader runner : in.records("runner")) {
            runners.add(RunnerSpec.read(runner));
        }
        if (runners.isEmpty()) {
            throw new RecordException("no runner");
        }
        return new FleetLaunch(ManagerSpec.read(in.record("manager")), Values.read(in.record("process")), runners,
                in.all("env"));
    }

    /**
     * One {@code <runner NAME>}.
     *
     * @param instances how many there are; empty where {@code instances} is not set
     * @param fleet     what the fleet must know
     * @param described its keys as they were written, placeholders included: what an update compares
     * @param members   what is to be run, one for each instance
     */
    public record RunnerSpec(String name, OptionalInt instances, FleetSpec fleet, Map<String, String> described,
            List<ProgramSpec> members) {

        /** Takes copies. */
        public RunnerSpec {
            described = Collections.unmodifiableMap(new LinkedHashMap<>(described));
            members = List.copyOf(members);
        }

        /** Members that are alike are written once. */
        private void write(RecordWriter out) {
            out.put("name", name);
            if (instances.isPresent()) {
                out.put("instances", instances.getAsInt());
            }
            fleet.values().write(out.open("fleet"));
            out.close();
            for (Map.Entry<String, String> entry : described.entrySet()) {
                out.put("key", entry.getKey()).put("text", entry.getValue());
            }
            boolean alike = members.stream().allMatch(members.getFirst()::equals);
            for (ProgramSpec member : alike ? members.subList(0, 1) : members) {
                member.write(out.open("member"));
                out.close();
            }
        }

        private static RunnerSpec read(RecordReader in) throws RecordException {
            OptionalInt instances = in.find("instances").isPresent()
                    ? OptionalInt.of((int) in.number("instances", 1)) : OptionalInt.empty();
            List<String> keys = in.all("key");
            List<String> texts = in.all("text");
            List<ProgramSpec> members = new ArrayList<>();
            for (RecordReader member : in.records("member")) {
                members.add(ProgramSpec.read(member));
            }
            int count = instances.orElse(1);
            if (keys.size() != texts.size() || count < 1 || (members.size() != count && members.size() != 1)) {
                throw new RecordException("a runner that contradicts itself");
            }
            Map<String, String> described = new LinkedHashMap<>();
            for (int i = 0; i < keys.size(); i++) {
                described.put(keys.get(i), texts.get(i));
            }
            return new RunnerSpec(in.text("name"), instances, new FleetSpec(Values.read(in.record("fleet"))), described,
                    members.size() == count ? members : Collections.nCopies(count, members.getFirst()));
        }
    }
}
