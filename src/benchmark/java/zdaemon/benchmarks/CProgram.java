package zdaemon.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The yardsticks in C: the tool itself has none, but they show what the machine can do. */
final class CProgram {

    private static final Path SOURCES = Path.of("benchmarks");

    private CProgram() {}

    /** Compiles {@code benchmarks/NAME.c}; none, and a note, where there is no C compiler. */
    static Optional<Path> compile(Lab lab, String name) {
        Optional<Path> compiler = Lab.which("cc");
        if (compiler.isEmpty()) {
            lab.note("no C compiler (cc): what is measured with " + name + ".c is left out");
            return Optional.empty();
        }
        Path program = lab.sandbox().beside(name);
        List<String> words = List.of(compiler.get().toString(), "-O2", "-o", program.toString(),
                SOURCES.resolve(name + ".c").toAbsolutePath().toString());
        List<String> linkedStatically = new ArrayList<>(words);
        linkedStatically.add("-static");
        // Without a dynamic linker there is less between exec and the first stamp; not every machine has what it takes.
        if (lab.launch(linkedStatically).finish().exit() != 0) {
            lab.launch(words).finish().exits(0);
        }
        return Optional.of(program);
    }
}
