package zdaemon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Sandbox;

/**
 * Class caches are there for speed: without them, or with wrong ones, nothing else is different, nor is a word said.
 */
@EndToEnd
class CachesIT {
    private static final int SOME_BYTES = 100_000;
    /** Where in a cache. */
    private static final int SUM = 4;

    /** A way to spoil a cache. */
    private enum Mishap {
        MISSING {
            @Override
            void befall(Path cache, Image image) throws IOException {
                Files.delete(cache);
            }
        },
        EMPTY {
            @Override
            void befall(Path cache, Image image) throws IOException {
                Files.write(cache, new byte[0]);
            }
        },
        CUT_SHORT {
            @Override
            void befall(Path cache, Image image) throws IOException {
                try (FileChannel file = FileChannel.open(cache, StandardOpenOption.WRITE)) {
                    file.truncate(SOME_BYTES);
                }
            }
        },
        SOMETHING_ELSE {
            @Override
            void befall(Path cache, Image image) throws IOException {
                Files.copy(image.file("lib/modules"), cache, StandardCopyOption.REPLACE_EXISTING);
            }
        };

        abstract void befall(Path cache, Image image) throws IOException;
    }

    static Stream<Arguments> mishaps() {
        return Image.CACHES.stream().flatMap(cache -> Stream.of(Mishap.values())
                .map(mishap -> Arguments.of(cache, mishap)));
    }

    @ParameterizedTest
    @MethodSource("mishaps")
    void costSpeedAndNothingElse(String cache, Mishap mishap, Sandbox sandbox) throws IOException {
        Caches.assumeRecorded();
        Image image = Image.copied(sandbox, "image");
        mishap.befall(image.file(cache), image);
        Map<String, List<String>> mapped = image.lives();
        mapped.values().forEach(caches -> assertFalse(caches.contains(cache), mapped::toString));
        if (!cache.equals(Image.OF_MANAGERS)) {
            assertFalse(mapped.get("command").contains(Image.OF_COMMANDS), mapped::toString);
        }
        if (cache.equals(Image.OF_COMMANDS)) {
            assertEquals(List.of(Image.OF_THE_RUNTIME, Image.OF_MANAGERS), mapped.get("manager"));
        }
    }

    /** The sum over its header is what those on top of it remember. */
    @Test
    void ofAnotherBuildCostLess(Sandbox sandbox) throws IOException {
        Caches.assumeRecorded();
        Image image = Image.copied(sandbox, "image");
        Path cache = image.file(Image.OF_THE_RUNTIME);
        byte[] bytes = Files.readAllBytes(cache);
        bytes[SUM] ^= 1;
        Files.write(cache, bytes);
        assertEquals(Map.of("command", List.of(Image.OF_THE_RUNTIME), "manager", List.of(Image.OF_THE_RUNTIME)),
                image.lives());
    }
}
