package zdaemon.image;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;

/** The class caches of the built image. */
final class Caches {
    private Caches() {
    }

    /** Skips the test where the image has none. */
    static void assumeRecorded() {
        assumeTrue(Files.exists(Image.built().resolve(Image.OF_COMMANDS)), "this JDK records no caches (25 does)");
    }
}
