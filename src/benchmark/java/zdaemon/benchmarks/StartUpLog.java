package zdaemon.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When each class of a Java program was initialised ({@code -Xlog:class+init}), and what the time between went into. A
 * class is initialised when it is first used, so that the log is a record of what the program came to do when.
 */
final class StartUpLog {

    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns\\].* Initializing '([^']+)'.*");
    private static final Pattern LINKING = Pattern.compile(
            "(java|sun|jdk/internal)/(lang/)?(invoke|foreign|classfile)/.*|jdk/internal/vm/Foreign.*");

    private final List<Step> steps;

    /** What a program does after its main class was initialised. */
    enum Work {
        /** java.lang.foreign makes the handles by which libc is called. */
        LINKING,
        /** The configuration is read. */
        PARSING,
        /** The manager is asked, and answers. */
        TALKING,
        /** The rest: options, output. */
        COMMAND
    }

    /** A class, and the nanoseconds since the runtime's start at which it was initialised. */
    private record Step(long nanoseconds, String type) {

        boolean isLinking() {
            return LINKING.matcher(type).matches();
        }
    }

    StartUpLog(List<String> lines) {
        steps = new ArrayList<>();
        for (String line : lines) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                steps.add(new Step(Long.parseLong(matcher.group(1)), matcher.group(2)));
            }
        }
    }

    /** Milliseconds from the runtime's start until that class was initialised. */
    double until(String mainClass) {
        return steps.get(indexOf(mainClass)).nanoseconds() / 1e6;
    }

    /** Milliseconds that each kind of work took from then on. */
    Map<Work, Double> after(String mainClass) {
        Map<Work, Double> milliseconds = new EnumMap<>(Work.class);
        for (Work work : Work.values()) {
            milliseconds.put(work, 0.0);
        }
        Work current = Work.COMMAND;
        for (int index = indexOf(mainClass) + 1; index < steps.size(); index++) {
            Step from = steps.get(index - 1);
            Step to = steps.get(index);
            current = work(from.type(), current);
            Work work = from.isLinking() || to.isLinking() ? Work.LINKING : current;
            milliseconds.merge(work, (to.nanoseconds() - from.nanoseconds()) / 1e6, Double::sum);
        }
        return milliseconds;
    }

    /** By the room (docs/design.md) of the class last begun; {@code posix} works for all of them. */
    private static Work work(String type, Work current) {
        if (type.startsWith("zdaemon/config/")) {
            return Work.PARSING;
        }
        if (type.startsWith("zdaemon/client/") || type.startsWith("zdaemon/protocol/")) {
            return Work.TALKING;
        }
        return type.startsWith("zdaemon/cli/") ? Work.COMMAND : current;
    }

    private int indexOf(String mainClass) {
        String name = mainClass.replace('.', '/');
        for (int index = 0; index < steps.size(); index++) {
            if (steps.get(index).type().equals(name)) {
                return index;
            }
        }
        throw new AssertionError("the log does not name " + mainClass);
    }
}
