package zdaemon.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import zdaemon.e2e.Tool;

/** What the tool takes on a disk, class caches included, and as an archive. */
final class ImageExperiment implements Experiment {

    @Override
    public String name() {
        return "image";
    }

    @Override
    public List<Row> measure(Lab lab, Scale scale) {
        Path image = Tool.command().getParent().getParent();
        Path archive = lab.sandbox().path("image.tar.xz");
        try {
            String used = lab.launch(List.of("du", "-s", "-B1", image.toString())).finish().exits(0).out();
            lab.launch(List.of("tar", "-C", image.getParent().toString(), "-cJf", archive.toString(),
                    image.getFileName().toString())).finish().exits(0);
            long packed = Files.size(archive);
            Files.delete(archive);
            return List.of(
                    Row.alone("image on disk", Quantity.MEGABYTES,
                            Series.of(Long.parseLong(used.split("\\s")[0]) / 1e6), Limit.figureAtMost(60)),
                    Row.alone("image as a .tar.xz", Quantity.MEGABYTES,
                            Series.of(packed / 1e6), Limit.figureAtMost(25)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
