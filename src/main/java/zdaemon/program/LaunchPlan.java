package zdaemon.program;

import java.util.List;
import zdaemon.core.ProgramRules;
import zdaemon.posix.Signal;
import zdaemon.process.SpawnPlan;
import zdaemon.spec.ProgramSpec.StopScope;

/**
 * All that it takes to run one program, worked out before the first start.
 *
 * @param words the program's words as configured; what {@code status} shows as {@code args}
 * @param program how to start it
 * @param startTest how to start its start test; never used when the rules have none
 * @param stopSignal what asks it to end
 * @param stopScope whom that reaches besides
 * @param rules how to keep it alive
 */
public record LaunchPlan(List<String> words, SpawnPlan program, SpawnPlan startTest, Signal stopSignal,
        StopScope stopScope, ProgramRules rules) {
}
