package zdaemon.core;

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
        int answers = !effects.isEmpty() && effects.get(0) instanceof Effect.Answer ? 1 : 0;
        Effect[] all = new Effect[effects.size() + 1];
        copy(effects, 0, answers, all, 0);
        all[answers] = new Effect.Persist();
        copy(effects, answers, effects.size(), all, answers + 1);
        return to(state, all);
    }

    /** The following step's state, and its effects after the ones of this step. */
    Step then(Step following) {
        if (following.effects.isEmpty()) {
            return new Step(following.state, effects);
        }
        if (effects.isEmpty()) {
            return following;
        }
        Effect[] both = new Effect[effects.size() + following.effects.size()];
        copy(effects, 0, effects.size(), both, 0);
        copy(following.effects, 0, following.effects.size(), both, effects.size());
        return to(following.state, both);
    }

    /** An array goes into an immutable list with a third of the bytecodes that another list takes: they are interpreted. */
    private static void copy(List<Effect> from, int first, int end, Effect[] to, int at) {
        for (int i = first; i < end; i++) {
            to[at + i - first] = from.get(i);
        }
    }
}
