package zdaemon.faults;

import static zdaemon.e2e.Until.until;

import org.junit.jupiter.api.Test;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Sandbox;

/** The limits under which the tool is called are the program's too. */
@EndToEnd
class LimitsIT {

    @Test
    void programHasTheCallersLimits(Sandbox sandbox) {
        String limits = "for limit in c d f n s t v; do ulimit -S$limit; done; ulimit -Hn";
        sandbox.write("limits", "#!/bin/bash\n" + limits + "\nexec sleep 100\n").toFile().setExecutable(true);
        Kernel.require("bash");
        String wanted = sandbox.shell("exec bash -c 'ulimit -Sn 200; " + limits + "'").exits(0).out();
        sandbox.shell("exec bash -c 'ulimit -Sn 200; exec \"$0\" -p ./limits -t log start' \"$ZDAEMON\"")
                .quietly().exits(0);
        until("the program has written its limits", () -> sandbox.read("log").equals(wanted));
    }
}
