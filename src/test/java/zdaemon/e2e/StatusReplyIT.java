package zdaemon.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static zdaemon.e2e.Until.until;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import zdaemon.Behaviour;
import zdaemon.Paragraph;

/** The status reply of the wire protocol (behaviour §5): keys, values and how they are written. */
@EndToEnd
@Behaviour(Paragraph.WIRE_STATUS)
class StatusReplyIT {

    private static final List<String> KEYS = List.of("status", "now", "should_be_up", "delay", "backoff", "lasttime",
            "application", "testing", "manager", "backofflimit", "filename", "args");

    @Test
    void status(Daemon daemon) throws IOException {
        daemon.runs("sleep 100", "backoff-limit 12");
        double before = System.currentTimeMillis() / 1000.0;
        Proc program = daemon.start();
        String reply = Wire.ask(daemon.socket(), "status");
        double after = System.currentTimeMillis() / 1000.0 + 1;
        assertTrue(reply.endsWith("\n"), reply);
        Map<String, String> status = daemon.status();
        assertEquals(KEYS, List.copyOf(status.keySet()).subList(0, KEYS.size()));
        assertEquals("running", status.get("status"));
        assertTrue(status.get("now").matches("\\d+\\.\\d+"), reply);
        double started = Double.parseDouble(status.get("lasttime"));
        assertTrue(before - 1 <= started && started <= after, reply);
        assertTrue(started <= Double.parseDouble(status.get("now")), reply);
        assertEquals(Map.of("should_be_up", "1", "delay", "0", "backoff", "0", "testing", "0", "backofflimit", "12"),
                pick(status, "should_be_up", "delay", "backoff", "testing", "backofflimit"));
        assertEquals(Long.toString(program.pid()), status.get("application"));
        assertEquals(program.parent(), Long.parseLong(status.get("manager")));
        assertEquals("'" + Tool.which("sleep") + "'", status.get("filename"));
        assertEquals("['sleep', '100']", status.get("args"));
    }

    @Test
    void statusDuringADelayAndAfterAStop(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("crash") + " runs 1", "backoff-limit 1000", "hang-around on", "start-seconds 0");
        daemon.ask("start");
        until("a delay", () -> daemon.status().get("status").equals("stopped")
                && Integer.parseInt(daemon.status().get("backoff")) >= 2
                && !daemon.status().get("delay").equals("0"));
        Map<String, String> status = daemon.status();
        assertEquals(Map.of("status", "stopped", "should_be_up", "1", "application", "0"),
                pick(status, "status", "should_be_up", "application"));
        assertTrue(Double.parseDouble(status.get("delay")) > Double.parseDouble(status.get("lasttime")));
        daemon.ask("status").exits(0).prints(Daemon.IDLE);
        assertEquals("Application already stopped\n", Wire.ask(daemon.socket(), "stop"));
        assertEquals(Map.of("status", "stopped", "should_be_up", "0", "delay", "0", "application", "0"),
                pick(daemon.status(), "status", "should_be_up", "delay", "application"));
    }

    /** Strings are written as Python's repr writes them, because old clients evaluate the list. */
    @Test
    @Behaviour(Paragraph.WIRE_STRINGS)
    void argumentsAsPythonWritesThem(Daemon daemon) throws IOException {
        daemon.runs(daemon.sandbox.script("dump"));
        daemon.sandbox.write("stay", "");
        daemon.sandbox.shell("exec \"$ZDAEMON\" -Cconf start \"it's\" \"a\\\"b'c\" \"$(printf 'a\\tb\\001\\nc')\""
                + " '\\' '' \"$(printf 'l\\303\\251on')\" \"$(printf 'zero\\342\\200\\213width')\""
                + " \"$(printf 'raw\\200')\"").exits(0);
        String args = daemon.status().get("args");
        assertEquals("['" + daemon.sandbox.script("dump") + "', \"it's\", 'a\"b\\'c', 'a\\tb\\x01\\nc', '\\\\', '',"
                + " 'l\u00e9on', 'zero\\u200bwidth', 'raw\\udc80']", args);
        daemon.ask("status").exits(0).matches("(?s).*program running; pid=\\d+\n");
    }

    private static Map<String, String> pick(Map<String, String> status, String... keys) {
        return List.of(keys).stream().collect(Collectors.toMap(key -> key, status::get));
    }
}
