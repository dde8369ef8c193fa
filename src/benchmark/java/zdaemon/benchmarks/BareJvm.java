package zdaemon.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import zdaemon.e2e.Sandbox;

/**
 * The yardstick of what a Java program costs: the image's runtime, the flags of one of the tool's programs, and a main
 * method that does nothing. Where the tool has a class cache, this has one of its own, of the kind with which such a
 * program starts soonest.
 */
final class BareJvm {

    private final JavaCommand like;
    private final Path jar;
    private final Path cache;

    /**
     * Prepares it.
     *
     * @param sandbox where its files are kept
     * @param name    a name for them
     * @param like    the program whose flags it gets
     */
    BareJvm(Sandbox sandbox, String name, JavaCommand like) {
        this.like = like;
        this.jar = sandbox.beside(name + ".jar");
        this.cache = sandbox.beside(name + ".aot");
        pack(jar, EmptyMain.class, IdleMain.class);
        if (like.hasCache()) {
            record(sandbox, sandbox.beside(name + ".classes"));
        }
    }

    /**
     * Makes the cache in two steps: in one, the runtime would need its jspawnhelper, which an image may lack. Its classes
     * are not linked ahead: to bring all of them up costs an empty main more than it saves (docs/performance.md).
     */
    private void record(Sandbox sandbox, Path classes) {
        String configuration = "-XX:AOTConfiguration=" + classes;
        sandbox.execute("", words(configuration, EmptyMain.class, "-XX:AOTMode=record")).finish().exits(0);
        sandbox.execute("", words("-XX:AOTCache=" + cache, EmptyMain.class, configuration, "-XX:AOTMode=create",
                "-XX:-AOTClassLinking")).finish().exits(0);
        // A cache that can't be used is ignored in silence, unless it is made a condition.
        sandbox.execute("", words("-XX:AOTCache=" + cache, EmptyMain.class, "-XX:AOTMode=on")).finish().exits(0);
    }

    List<String> empty() {
        return words("-XX:AOTCache=" + cache, EmptyMain.class);
    }

    List<String> empty(String... more) {
        return words("-XX:AOTCache=" + cache, EmptyMain.class, more);
    }

    List<String> idle() {
        return words("-XX:AOTCache=" + cache, IdleMain.class);
    }

    private List<String> words(String cacheFlag, Class<?> main, String... more) {
        List<String> words = new ArrayList<>(List.of(like.executable()));
        words.addAll(like.bareFlags());
        if (like.hasCache()) {
            words.add(cacheFlag);
        }
        words.addAll(List.of(more));
        words.addAll(List.of("-cp", jar.toString(), main.getName()));
        return words;
    }

    private static void pack(Path jar, Class<?>... classes) {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            for (Class<?> type : classes) {
                String name = type.getName().replace('.', '/') + ".class";
                out.putNextEntry(new JarEntry(name));
                try (InputStream in = type.getClassLoader().getResourceAsStream(name)) {
                    in.transferTo(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
