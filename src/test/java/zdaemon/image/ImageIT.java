package zdaemon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Result;
import zdaemon.e2e.Sandbox;

/** What is in the image, and where it works. */
@EndToEnd
class ImageIT {
    private static final long LARGEST = 60_000_000;

    @Test
    void holdsTheModulesNeededAndNoOthers() throws IOException {
        Properties release = new Properties();
        try (InputStream in = Files.newInputStream(Image.built().resolve("release"))) {
            release.load(in);
        }
        assertEquals(Set.of("java.base", "jdk.charsets", "zdaemon", "info.picocli", "org.jline.nativ", "org.jline.terminal",
                "org.jline.terminal.ffm", "org.jline.reader"),
                Set.of(release.getProperty("MODULES").replace("\"", "").split(" ")));
    }

    @Test
    void isNotTooLarge() throws IOException {
        long size = 0;
        for (Path file : files()) {
            size += Files.size(file);
        }
        assertTrue(size <= LARGEST, "the image has " + size + " bytes");
    }

    @Test
    void holdsCommandsPagesAndLicences() throws IOException {
        List<String> names = files().stream().map(file -> Image.built().relativize(file).toString()).toList();
        assertEquals(List.of("bin/java", "bin/zdaemon"),
                names.stream().filter(name -> name.startsWith("bin/")).sorted().toList());
        assertTrue(names.containsAll(List.of("share/man/man1/zdaemon.1", "share/bash-completion/completions/zdaemon",
                "share/zsh/site-functions/_zdaemon", "share/fish/vendor_completions.d/zdaemon.fish",
                "legal/zdaemon/LICENSE", "legal/info.picocli/LICENSE", "legal/org.jline/LICENSE",
                "legal/java.base/LICENSE")), names::toString);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(Image.built())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** With everything that makes it quick: a copy has other times, and another path than the one recorded. */
    @Test
    void worksWhereItIsCopiedTo(Sandbox sandbox) {
        Caches.assumeRecorded();
        assertEquals(Map.of("command", List.of(Image.OF_THE_RUNTIME, Image.OF_COMMANDS),
                "manager", List.of(Image.OF_THE_RUNTIME, Image.OF_MANAGERS)),
                Image.copied(sandbox, "a copy of 'it'").lives());
    }

    /** No Java runtime can. */
    @Test
    void saysThatItCannotWorkInAFolderWithAColon(Sandbox sandbox) {
        Image image = Image.copied(sandbox, "a:b");
        image.zdaemon("-p", "x", "status").exits(1).prints("").complains("Error: zdaemon lies in '" + image.file("bin")
                + "'; move it to where no folder has a colon in its name\n");
    }

    @Test
    void worksOnAReadOnlyFileSystem(Sandbox sandbox) {
        Namespace.assumeMounts();
        Result result = sandbox.shell(Namespace.SHELL + "'mount --bind / / && mount -o remount,bind,ro / || exit 99; "
                + "touch x 2> /dev/null && exit 98; exec \"$0\" -p \"echo hello\" fg' \"$ZDAEMON\"");
        result.quietly().exits(0).prints("echo hello\nhello\n");
    }

    /** The image alone: its manager runs there too. */
    @Test
    void livesOnAReadOnlyFileSystem(Sandbox sandbox) {
        Namespace.assumeMounts();
        Image copy = Image.copied(sandbox, "image");
        String mount = Namespace.SHELL + "'cd \"$0\" && mount --bind . . && mount -o remount,bind,ro . || exit 99; "
                + "cd \"$0\"; touch x 2> /dev/null && exit 98; "
                + "cd \"$1\"; exec \"$0\"/bin/zdaemon -p \"sleep 1000\" $2' "
                + "'" + copy.home() + "' '" + sandbox.folder() + "' ";
        sandbox.shell(mount + "start").quietly().exits(0);
        sandbox.shell(mount + "status").quietly().exits(0);
        sandbox.shell(mount + "restart").quietly().exits(0);
        sandbox.shell(mount + "stop").quietly().exits(0);
    }
}
