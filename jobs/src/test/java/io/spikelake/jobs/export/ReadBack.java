package io.spikelake.jobs.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.spikelake.files.Sha256;
import io.spikelake.image.Pictures;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exports of every format, read by {@code read_back.py} with what people read it with: pyarrow,
 * DuckDB, numpy, Pillow, tarfile and OpenCV. {@code PYTHON} names an interpreter that has them.
 */
final class ReadBack {

  static final String MODULES = "numpy, PIL, pyarrow, pyarrow.parquet, duckdb, cv2, yaml";

  private ReadBack() {}

  /** Whether there is an interpreter to read with. */
  static boolean possible() throws InterruptedException {
    return run(List.of(python(), "-c", "import " + MODULES)).code() == 0;
  }

  private static String python() {
    return System.getenv().getOrDefault("PYTHON", "python3");
  }

  /**
   * @param folder has an export of each format, under the format's name
   */
  static Outcome of(ExportLake lake, Path folder) throws IOException, InterruptedException {
    Files.write(
        folder.resolve("expected.json"), new ObjectMapper().writeValueAsBytes(expected(lake)));
    Path script = folder.resolve("read_back.py");
    try (InputStream in = ReadBack.class.getResourceAsStream("read_back.py")) {
      Files.write(script, in.readAllBytes());
    }
    return run(List.of(python(), script.toString(), folder.toString()));
  }

  private static Map<String, Object> expected(ExportLake lake) throws IOException {
    Map<String, Object> samples = new TreeMap<>();
    for (ExportLake.Recording recording : ExportLake.RECORDINGS) {
      for (long keyFrame : ExportLake.KEY_FRAMES) {
        String key = ExportLake.key(recording, keyFrame);
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("hq", Sha256.of(Pictures.toLevels(lake.chosen.get(key))));
        sample.put("lq", Sha256.of(Pictures.toLevels(lake.other.get(key))));
        sample.put("score", lake.scores.get(key));
        sample.put("path", recording.path());
        sample.put("class", recording.className());
        sample.put("split", recording.split() == null ? "train" : recording.split());
        sample.put("recording", recording.id());
        sample.put("key_frame", keyFrame);
        samples.put(key, sample);
      }
    }
    Map<String, Object> spikes = new TreeMap<>();
    for (Map.Entry<String, SpikeStream> recording : lake.spikes.entrySet()) {
      SpikeStream stream = recording.getValue();
      byte[] bytes = new byte[stream.planes() * stream.pixels()];
      for (int plane = 0; plane < stream.planes(); plane++) {
        for (int p = 0; p < stream.pixels(); p++) {
          boolean spike = stream.spike(plane, p / stream.width(), p % stream.width());
          bytes[plane * stream.pixels() + p] = (byte) (spike ? 1 : 0);
        }
      }
      spikes.put(recording.getKey(), Sha256.of(bytes));
    }
    return Map.of("samples", samples, "spikes", spikes);
  }

  record Outcome(int code, String output) {}

  private static Outcome run(List<String> command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Outcome(process.waitFor(), output);
    } catch (IOException e) {
      return new Outcome(-1, e.getMessage());
    }
  }
}
