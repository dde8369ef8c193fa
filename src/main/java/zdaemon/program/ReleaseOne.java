package zdaemon.program;

import java.util.Optional;
import java.util.OptionalLong;
import zdaemon.core.Birth;
import zdaemon.core.ProgramState;
import zdaemon.posix.Pid;
import zdaemon.process.ProcessIdentity;

/** What release 1.0 handed over beside the program's state, or did not know. */
final class ReleaseOne {
    private ReleaseOne() {}

    /** The state, with what is known of its process from elsewhere if it does not say itself. */
    static ProgramState completed(ProgramState state, OptionalLong started, Optional<String> adopted, Kernel kernel) {
        if (state.birth().isEmpty() || !state.birth().get().identity().isEmpty()) {
            return state;
        }
        Birth birth = state.birth().get();
        Optional<ProcessIdentity> child = adopted.isPresent() || state.process() == 0
                ? Optional.empty() : kernel.identity(new Pid(state.process()));
        String identity = adopted.isPresent() ? adopted.get() : child.isPresent() ? child.get().text() : "";
        return state.born(new Birth(identity, started.orElse(birth.wallMicros()), birth.moment(), adopted.isPresent()));
    }
}
