package zdaemon.manager;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import zdaemon.core.fleet.Program;
import zdaemon.core.fleet.Program.Described;
import zdaemon.spec.FleetLaunch;
import zdaemon.spec.FleetLaunch.RunnerSpec;
import zdaemon.spec.Option;
import zdaemon.spec.ProgramSpec;

/** What a manager of many programs was told, as the fleet and its updates see it. */
record FleetConfiguration(FleetLaunch launch) {

    boolean hangsAround() {
        return launch.manager().flag(Option.HANG_AROUND);
    }

    /** Where relative paths of the file begin. */
    String directory() {
        return new ProgramSpec(launch.process(), Map.of()).find(Option.DIRECTORY).orElse("/");
    }

    /** The programs as nodes of the fleet. */
    List<Program> programs() {
        List<Program> programs = new ArrayList<>();
        for (RunnerSpec runner : launch.runners()) {
            programs.add(new Program(runner.name(), runner.instances(), runner.fleet().words(Option.NEEDS),
                    runner.fleet().words(Option.AFTER), runner.fleet().flag(Option.ONESHOT),
                    runner.fleet().flag(Option.AUTOSTART), runner.fleet().flag(Option.ESSENTIAL)));
        }
        return programs;
    }

    /** The same with all their values, which an update compares. */
    List<Described> described() {
        List<Program> programs = programs();
        List<Described> all = new ArrayList<>();
        for (int i = 0; i < programs.size(); i++) {
            all.add(new Described(programs.get(i), launch.runners().get(i).described()));
        }
        return all;
    }

    /** The same in the environment of another client. */
    FleetConfiguration in(List<String> environment) {
        return new FleetConfiguration(
                new FleetLaunch(launch.manager(), launch.process(), launch.runners(), environment));
    }

    /** Whether only a new process can have another value of this key. */
    static boolean needsNewProcess(String key) {
        return Option.ofKey(key).map(Option::needsNewProcess).orElse(true);
    }

    /** Whether only a new process can have the other values. */
    static boolean needsNewProcess(ProgramSpec before, ProgramSpec after) {
        if (!before.environment().equals(after.environment())) {
            return true;
        }
        for (Option option : Option.values()) {
            if (option.needsNewProcess() && differs(option, before, after)) {
                return true;
            }
        }
        return false;
    }

    private static boolean differs(Option option, ProgramSpec one, ProgramSpec two) {
        return switch (option.kind()) {
            case COMMAND -> !one.words(option).equals(two.words(option));
            case OCTAL -> one.number(option) != two.number(option);
            case FLAG -> one.flag(option) != two.flag(option);
            default -> !one.find(option).equals(two.find(option));
        };
    }
}
