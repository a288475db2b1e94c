package io.spikelake.benchmarks;

import io.spikelake.pack.ModelPack;
import io.spikelake.pack.Tensor;
import io.spikelake.quality.QualityMetric;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@link PythonLoop} works on, and what it leaves. */
final class RivalFiles {

  /** Models of metrics, relative to the package of the metrics. */
  private static final List<String> MODELS =
      List.of(
          "niqe-spikelake-2.txt", "opencv/brisque_model_live.yml", "opencv/brisque_range_live.yml");

  private RivalFiles() {}

  /** Writes the list of samples, and the models that SpikeLake uses, to the byte. */
  static void write(Path folder, LoopArchive archive, ModelPack pack) throws IOException {
    Path models = Files.createDirectories(folder.resolve("models"));
    Files.write(models.resolve("model.onnx"), pack.model());
    for (String model : MODELS) {
      try (InputStream in = QualityMetric.class.getResourceAsStream(model)) {
        Files.copy(in, models.resolve(Path.of(model).getFileName().toString()));
      }
    }
    Files.writeString(
        folder.resolve("samples.csv"),
        archive.samples().stream()
            .map(
                sample ->
                    "%s,%d\n"
                        .formatted(archive.folder().resolve(sample.recording()), sample.keyFrame()))
            .collect(Collectors.joining()));
  }

  /**
   * Reads what a run has left.
   *
   * @param out its folder
   */
  static Map<LoopSample, ScoredFrame> results(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("scores.csv"));
    String[] columns = lines.get(0).split(",", -1);
    Map<LoopSample, ScoredFrame> frames = new HashMap<>();
    for (int number = 0; number < lines.size() - 1; number++) {
      String[] words = lines.get(number + 1).split(",", -1);
      Map<String, Double> scores = new HashMap<>();
      for (int i = 2; i < columns.length; i++) {
        scores.put(columns[i], Double.valueOf(words[i]));
      }
      String name = number + ".npy";
      Tensor frame = Tensor.ofNpy(Files.readAllBytes(out.resolve(name)), name);
      frames.put(
          new LoopSample(words[0], Long.parseLong(words[1])),
          new ScoredFrame(frame.values(), scores));
    }
    return frames;
  }
}
