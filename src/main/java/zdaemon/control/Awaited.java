package zdaemon.control;

import zdaemon.core.ProgramState;

/** A state of the program that a client waits for ({@code await}, docs/protocol.md). */
public sealed interface Awaited {
    /** Whether the client's wait is over. */
    boolean isReached(ProgramState state);

    /**
     * The program runs and has passed its start test, or will not come up unless somebody asks for it.
     *
     * @param previous a process id that does not count, since it is the one being replaced; 0 for none
     */
    record Up(int previous) implements Awaited {
        @Override
        public boolean isReached(ProgramState state) {
            boolean isUp = state.ready() && state.application() != previous;
            return isUp || new Down().isReached(state);
        }
    }

    /** No process of the program is left, and none is about to be started. */
    record Down() implements Awaited {
        @Override
        public boolean isReached(ProgramState state) {
            return state.application() == 0 && !state.shouldBeUp();
        }
    }
}
