package zdaemon.core;

import java.util.ArrayList;
import java.util.List;

/**
 * The outcome of an event.
 *
 * @param state   the state after it
 * @param effects what is to be done now, in this order
 */
public record Step(ProgramState state, List<Effect> effects) {

    /** Takes a copy of the effects. */
    public Step {
        effects = List.copyOf(effects);
    }

    static Step to(ProgramState state, Effect... effects) {
        return new Step(state, List.of(effects));
    }

    Step and(Effect... more) {
        return then(to(state, more));
    }

    /** Writes down what is new to a successor before anything else is done about it, the answer to a request excepted. */
    Step persisting() {
        List<Effect> all = new ArrayList<>(effects.size() + 1);
        all.addAll(effects);
        all.add(!effects.isEmpty() && effects.get(0) instanceof Effect.Answer ? 1 : 0, new Effect.Persist());
        return new Step(state, all);
    }

    /** The following step's state, and its effects after the ones of this step. */
    Step then(Step following) {
        if (following.effects.isEmpty()) {
            return new Step(following.state, effects);
        }
        List<Effect> both = new ArrayList<>(effects);
        both.addAll(following.effects);
        return new Step(following.state, both);
    }
}
