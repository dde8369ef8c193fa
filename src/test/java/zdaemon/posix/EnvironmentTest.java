package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
    private static final Account WEB = new Account("www", 33, 33, "/var/www", "");

    @Test
    void aUsersNamesReplaceThoseOfTheCaller() {
        assertEquals(List.of("HOME=/var/www", "TZ=UTC", "USER=www", "LOGNAME=www", "SHELL=/bin/sh"),
                Environment.of(WEB, List.of("HOME=/root", "TZ=UTC", "USER=root")));
    }

    @Test
    void whatIsSetWins() {
        assertEquals(List.of("USER=www", "HOME=/srv", "LOGNAME=www", "SHELL=/bin/bash"), Environment.with(
                Environment.of(new Account("www", 33, 33, "/var/www", "/bin/bash"), List.of("USER=root")),
                Map.of("HOME", "/srv")));
    }
}
