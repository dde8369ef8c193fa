package zdaemon.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivatePlaceTest {

    @Test
    void isBesideTheSocketInAFolderOfOurs(@TempDir Path folder) throws IOException {
        assertEquals(folder.toRealPath() + "/.s", PrivatePlace.of(folder.toRealPath() + "/s"));
        assertEquals("/a/.s", PrivatePlace.beside("/a/s"));
        assertEquals(".s", PrivatePlace.beside("s"));
    }

    @Test
    void isRootsAloneWhereOthersMayPutNames(@TempDir Path folder) throws IOException {
        assumeTrue(Credentials.effectiveUid() == 0, "not root");
        FileSystem.changeMode(folder.toString(), 01777);
        Path link = Files.createSymbolicLink(Files.createDirectory(folder.resolve("own")).resolve("link"), folder);
        String place = PrivatePlace.of(folder.toRealPath() + "/s");
        assertEquals("/run/zdaemon/" + folder.toRealPath().toString().replace('/', ',') + ",s", place);
        assertEquals(place, PrivatePlace.of(link + "/s"));
        try (Folder parent = Folder.ofParent(place)) {
            assertTrue(parent.isOursAlone());
            assertEquals(0700, parent.status().mode());
        }
    }

    @Property
    void twoPathsHaveTwoNames(@ForAll @CharRange(from = '%', to = '/') @StringLength(max = 6) String one,
            @ForAll @CharRange(from = '%', to = '/') @StringLength(max = 6) String other) {
        assertTrue(PrivatePlace.asName(one).indexOf('/') < 0);
        if (!one.equals(other)) {
            assertNotEquals(PrivatePlace.asName(one), PrivatePlace.asName(other));
        }
    }
}
