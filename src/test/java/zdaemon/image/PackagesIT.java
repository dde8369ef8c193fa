package zdaemon.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import zdaemon.e2e.EndToEnd;
import zdaemon.e2e.Result;
import zdaemon.e2e.Sandbox;
import zdaemon.e2e.Tool;

/** What is made of the image for others: by the scripts that {@code mvn package -Pdist} runs. */
@EndToEnd
class PackagesIT {
    private static final Path SCRIPTS = Path.of("src/main/image").toAbsolutePath();
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final long LARGEST = 25_000_000;
    private static final Map<String, List<String>> QUICK = Map.of(
            "command", List.of(Image.OF_THE_RUNTIME, Image.OF_COMMANDS),
            "manager", List.of(Image.OF_THE_RUNTIME, Image.OF_MANAGERS));

    private static Path make(String script, Sandbox sandbox) {
        Result result = sandbox.execute("", List.of(SCRIPTS.resolve(script).toString(), Image.built().toString(),
                "1.2.3-SNAPSHOT", sandbox.folder().toString())).finish(PATIENCE).quietly().exits(0);
        return Path.of(result.out().strip());
    }

    private static void run(Sandbox sandbox, String... command) {
        sandbox.execute("", List.of(command)).finish(PATIENCE).exits(0);
    }

    private static void assumeInstalled(String... commands) {
        for (String command : commands) {
            assumeTrue(Tool.which(command) != null, "no " + command + " on this machine");
        }
    }

    @Test
    void tarballIsSmallOrderedAndRoots(Sandbox sandbox) throws IOException {
        assumeInstalled("tar", "xz");
        Path tarball = make("make-tarball", sandbox);
        assertTrue(tarball.getFileName().toString().matches("zdaemon-1\\.2\\.3-SNAPSHOT-linux-\\w+\\.tar\\.xz"));
        assertTrue(Files.size(tarball) <= LARGEST, () -> tarball + " is too large");
        String name = tarball.getFileName().toString().replace(".tar.xz", "");

        List<String> list = sandbox.shell("tar -tf '" + tarball + "'").exits(0).out().lines().toList();
        assertEquals(list.stream().sorted().toList(), list);
        assertEquals(List.of(), list.stream().filter(file -> !file.startsWith(name + "/")).toList());
        assertEquals("root/root\n", sandbox.shell("tar -tvf '" + tarball + "' | awk '{print $2}' | sort -u").out());

        run(sandbox, "tar", "-xf", tarball.toString());
        Image image = new Image(sandbox.path(name), sandbox);
        Map<String, List<String>> mapped = image.lives();
        if (Files.exists(Image.built().resolve(Image.OF_COMMANDS))) {
            assertEquals(QUICK, mapped);
        }
        run(sandbox, "rm", "-r", name);
    }

    /** Into a system of its own below a folder, without root's powers and without what other packages bring. */
    @Test
    void debianPackageInstallsRunsAndRemovesCleanly(Sandbox sandbox) throws IOException {
        assumeInstalled("dpkg", "dpkg-deb", "fakeroot");
        assumeTrue(Files.isExecutable(Path.of(sandbox.environment.get("JAVA_HOME"), "bin/jpackage")), "no jpackage");
        sandbox.environment.put("DPKG_DEB_COMPRESSOR_TYPE", "none");
        Path deb = make("make-deb", sandbox);
        String field = "dpkg-deb --field '" + deb + "' ";
        assertEquals("1.2.3~SNAPSHOT", sandbox.shell(field + "Version").out().strip());
        assertTrue(sandbox.shell(field + "Depends").out().contains("libc6"));
        assertTrue(sandbox.shell(field + "Maintainer").out().startsWith("zdaemon maintainers <maintainers@"));
        assertTrue(sandbox.shell(field + "Description").out().lines().count() > 3, "a short description alone");
        String listed = sandbox.shell("dpkg-deb -c '" + deb + "'").out();
        for (String document : List.of("README.md", "protocol.md", "migrating.md")) {
            assertTrue(listed.contains("./usr/share/doc/zdaemon/" + document + "\n"), document);
        }
        assertEquals("root/root\n", sandbox.shell("dpkg-deb -c '" + deb + "' | awk '{print $2}' | sort -u").out());

        Path root = Files.createDirectories(sandbox.path("root"));
        for (String folder : List.of("var/lib/dpkg/info", "var/lib/dpkg/updates", "var/lib/dpkg/triggers")) {
            Files.createDirectories(root.resolve(folder));
        }
        Files.createFile(root.resolve("var/lib/dpkg/status"));
        String[] dpkg =
                {"fakeroot", "dpkg", "--root=" + root, "--force-not-root", "--force-depends", "--log=/dev/null"};
        run(sandbox, with(dpkg, "--install", deb.toString()));
        sandbox.shell("root/usr/bin/zdaemon -p 'echo hello' fg").quietly().exits(0).prints("echo hello\nhello\n");
        Map<String, List<String>> mapped = new Image(root.resolve("usr/lib/zdaemon"), sandbox).lives();
        if (Files.exists(Image.built().resolve(Image.OF_COMMANDS))) {
            assertEquals(QUICK, mapped);
        }
        for (String file : List.of("man/man1/zdaemon.1.gz", "bash-completion/completions/zdaemon",
                "zsh/vendor-completions/_zdaemon", "fish/vendor_completions.d/zdaemon.fish",
                "doc/zdaemon/copyright")) {
            assertTrue(Files.size(root.resolve("usr/share").resolve(file)) > 0, file);
        }
        run(sandbox, with(dpkg, "--verify", "zdaemon"));

        run(sandbox, with(dpkg, "--purge", "zdaemon"));
        try (Stream<Path> left = Files.walk(root)) {
            assertEquals(List.of(), left.map(file -> root.relativize(file).toString())
                    .filter(name -> name.contains("zdaemon") || name.startsWith("usr/")).toList());
        }
    }

    private static String[] with(String[] command, String... more) {
        return Stream.concat(Stream.of(command), Stream.of(more)).toArray(String[]::new);
    }
}
