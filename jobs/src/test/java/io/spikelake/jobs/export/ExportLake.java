package io.spikelake.jobs.export;

import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.SharedSpark;
import io.spikelake.jobs.io.Lake;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.schemas.ShardsTable;
import io.spikelake.spike.FileByteSource;
import io.spikelake.spike.RowOrder;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeStream;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.apache.spark.sql.Row;

/**
 * A lake with a selection of four recordings with names that do not go into file names, and frames
 * of another method.
 */
final class ExportLake {

  static final long SEED = 17;
  static final String LQ = "tvs/test@1";
  static final int WIDTH = 16;
  static final int HEIGHT = 8;

  /** Images of three by one method, two by another, and one that stands alone. */
  static final long[] KEY_FRAMES = {10, 11, 12, 20, 21, 40};

  private static final int PLANES = 60;
  private static final String VERSION_OF_NONE = "v1";

  /** A recording. */
  record Recording(String path, String className, String split) {
    String id() {
      return RecordingIdentity.recordingId("scenes", path);
    }
  }

  static final List<Recording> RECORDINGS =
      List.of(
          new Recording("scene a/run.1/x.dat", "helicopter", "train"),
          new Recording("scene a/run-1/x.dat", "h\u00e9li copter/\u03b1", "train"),
          new Recording("\uffee \u00dcbung/\ud834\udd1e.dat", null, null),
          new Recording("test/deep.v2.dat", "helicopter", "test"));

  final Lake lake;
  final Path folder;
  final int files;

  /** Chosen image by name of the sample in files. */
  final Map<String, GrayImage> chosen = new HashMap<>();

  final Map<String, GrayImage> other = new HashMap<>();
  final Map<String, Double> scores = new HashMap<>();

  /** By recording id. */
  final Map<String, SpikeStream> spikes = new HashMap<>();

  /**
   * @param files that the rows of a table are in
   */
  ExportLake(Path folder, int files) throws IOException {
    this.folder = folder;
    this.files = files;
    this.lake = SharedSpark.lake(folder.resolve("lake"));
    Random random = new Random(SEED);
    List<Row> recordings = new ArrayList<>();
    List<Row> images = new ArrayList<>();
    List<Row> frames = new ArrayList<>();
    for (Recording recording : RECORDINGS) {
      String version = write(recording, recordings, random);
      for (int i = 0; i < KEY_FRAMES.length; i++) {
        String key = key(recording, KEY_FRAMES[i]);
        chosen.put(key, image(random));
        other.put(key, image(random));
        scores.put(key, 3 + random.nextDouble());
        images.add(
            image(
                recording, version, KEY_FRAMES[i], i == 3 || i == 4 ? "tfi/t@1" : "tfp/t@1", key));
        // The last has no lossless image.
        frames.add(frame(recording, version, KEY_FRAMES[i], key, i < KEY_FRAMES.length - 1));
      }
    }
    append(RecordingsTable.TABLE, recordings);
    append(HqImagesTable.TABLE, images);
    append(FramesTable.TABLE, frames);
    append(ShardsTable.TABLE, List.of(SharedSpark.shard("s1", 1)));
  }

  void append(LakeTable table, List<Row> rows) {
    lake.append(table, SharedSpark.rows(table, rows.toArray(Row[]::new)).repartition(files));
  }

  static String key(Recording recording, long keyFrame) {
    return SampleNames.sample(
        SharedSpark.rows(
                HqImagesTable.TABLE, image(recording, VERSION_OF_NONE, keyFrame, "m", 0, null, 0))
            .first());
  }

  private static GrayImage image(Random random) {
    float[] pixels = new float[WIDTH * HEIGHT];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = random.nextFloat() * 1.1f;
    }
    return new GrayImage(WIDTH, HEIGHT, pixels);
  }

  private String write(Recording recording, List<Row> rows, Random random) throws IOException {
    Path file = folder.resolve("recordings").resolve(recording.id() + ".dat");
    Files.createDirectories(file.getParent());
    byte[] packed = new byte[PLANES * WIDTH * HEIGHT / 8];
    random.nextBytes(packed);
    SpikeHeader header =
        new SpikeHeader(
            SpikeFormat.DAT, PLANES, HEIGHT, WIDTH, OptionalLong.empty(), Optional.empty(), true);
    SpikeLayout layout = SpikeLayout.of(HEIGHT, WIDTH);
    try (SpikeWriter writer = SpikeWriters.create(Files.newOutputStream(file), header, layout)) {
      SpikeStream stream =
          SpikeStream.ofPacked(packed, PLANES, HEIGHT, WIDTH, RowOrder.TOP_DOWN, 0);
      spikes.put(recording.id(), stream);
      writer.append(stream);
    }
    String version;
    try (FileByteSource source = FileByteSource.open(file)) {
      version = RecordingIdentity.recordingVersion(source, DigestMode.SAMPLED);
    }
    Map<String, Object> more = new HashMap<>();
    more.put("path", recording.path());
    more.put("uri", file.toUri().toString());
    more.put("length", Files.size(file));
    more.put("planes", (long) PLANES);
    more.put("flip", layout.flip());
    if (recording.className() != null) {
      more.put("label_name", recording.className());
    }
    if (recording.split() != null) {
      more.put("split", recording.split());
    }
    rows.add(SharedSpark.recording(recording.id(), version, 1, more));
    return version;
  }

  private Row image(Recording recording, String version, long keyFrame, String method, String key) {
    return image(
        recording, version, keyFrame, method, scores.get(key), RawFrame.encode(chosen.get(key)), 5);
  }

  /** A row of {@code hq_images}. */
  static Row image(
      Recording recording,
      String version,
      long keyFrame,
      String method,
      double score,
      byte[] raw,
      long run) {
    return SharedSpark.row(
        HqImagesTable.TABLE,
        "committed_in",
        run,
        "run_id",
        "run-" + run,
        "selection",
        "hq",
        "recording_id",
        recording.id(),
        "recording_version",
        version,
        "key_frame",
        keyFrame,
        "dataset",
        "scenes",
        "path",
        recording.path(),
        "label_name",
        recording.className(),
        "split",
        recording.split(),
        "method",
        method,
        "tone",
        "none",
        "metric",
        "niqe/spikelake@2",
        "score",
        score,
        "flat_fraction",
        0.125,
        "blocks",
        4,
        "candidates",
        2,
        "runner_up",
        keyFrame == 40 ? null : "tvs/test@1",
        "margin",
        keyFrame == 40 ? null : 0.25,
        "made_in",
        1L,
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "pixel_digest",
        "d",
        "raw",
        raw == null ? new byte[0] : raw);
  }

  private Row frame(
      Recording recording, String version, long keyFrame, String key, boolean lossless) {
    GrayImage image = other.get(key);
    byte[] bytes = lossless ? RawFrame.encode(image) : Pictures.toPng(image);
    return SharedSpark.frame(
        recording.id(),
        keyFrame,
        "s1",
        1,
        "recording_version",
        version,
        "method",
        LQ,
        "width",
        WIDTH,
        "height",
        HEIGHT,
        "pixel_digest",
        "lq",
        lossless ? "raw" : "png",
        bytes,
        lossless ? "raw_bytes" : "png_bytes",
        bytes.length);
  }
}
