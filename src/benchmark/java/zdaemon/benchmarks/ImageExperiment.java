package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import zdaemon.e2e.Tool;

/** What the tool takes on a disk, class caches included, and as an archive. */
final class ImageExperiment implements Experiment {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Override
    public String name() {
        return "image";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Path image = Tool.command().getParent().getParent();
        String used = lab.launch(List.of("du", "-s", "-B1", image.toString())).finish().exits(0).out();
        Row onDisk = Row.alone("image on disk", Quantity.MEGABYTES,
                Series.of(Long.parseLong(used.split("\\s")[0]) / 1e6), Limit.figureAtMost(60));
        return scale.packs() ? List.of(onDisk, packed(lab, image)) : List.of(onDisk);
    }

    private static Row packed(Lab lab, Path image) {
        Path archive = lab.sandbox().path("image.tar.xz");
        try {
            lab.launch(List.of("tar", "-C", image.getParent().toString(), "-cJf", archive.toString(),
                    image.getFileName().toString())).finish(PATIENCE).exits(0);
            long bytes = Files.size(archive);
            Files.delete(archive);
            return Row.alone("image as a .tar.xz", Quantity.MEGABYTES, Series.of(bytes / 1e6),
                    Limit.figureAtMost(25));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
