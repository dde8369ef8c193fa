package zdaemon.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class FilesBesideTest {

    @Test
    void filesAreHiddenBesideTheSocket() {
        assertEquals(new FilesBeside("/a/.s.state", "/a/.s.pipe", "/a/.s.output"), FilesBeside.in("/a/.s"));
    }
}
