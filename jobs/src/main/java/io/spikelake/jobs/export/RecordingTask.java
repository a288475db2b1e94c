package io.spikelake.jobs.export;

import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.jobs.task.RecordingRef;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeWriter;
import io.spikelake.spike.SpikeWriters;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Row;

/**
 * Writes recordings for SpikeCLIP's loader: {@code spk}, uint8 of 0 and 1, planes x height x width,
 * upright, and {@code label}. The whole plane is written: the loader cuts out of it itself. In:
 * rows of {@code recordings} with a split and a label. Out: {@link ExportedFile}s.
 */
record RecordingTask(ExportFolder folder) implements MapFunction<Row, Row> {

  /** Planes that are held at once, packed. */
  private static final long CHUNK_BYTES = 8L << 20;

  /** Where planes cannot be read without those before them, each read starts over. */
  private static final long CHUNK_BYTES_OF_ONE_READ = 512L << 20;

  /** Where a recording goes, below the folder of its split: the loader takes every file there. */
  static String name(Row row) {
    return SampleNames.recording(row) + ".npz";
  }

  @Override
  public Row call(Row row) throws IOException {
    RecordingRef ref = RecordingRef.of(row);
    String path = SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + "/" + name(row);
    try (RecordingRef.OpenedRecording opened = ref.open(folder.hadoop().value().value());
        ExportFile file = folder.create(path)) {
      requireSameContent(ref, opened);
      Long label = row.getAs(RecordingsTable.LABEL);
      SpikeHeader from = opened.recording().header();
      SpikeHeader to =
          new SpikeHeader(
              SpikeFormat.UHSR,
              from.planes(),
              from.height(),
              from.width(),
              OptionalLong.of(label),
              Optional.ofNullable(row.getAs(RecordingsTable.LABEL_NAME)),
              false);
      try (SpikeWriter writer = SpikeWriters.create(file.stream(), to, SpikeLayout.UNKNOWN)) {
        copy(opened.recording(), ref.planeBytes(), writer);
      }
      return file.commit(0).row();
    }
  }

  private static void requireSameContent(RecordingRef ref, RecordingRef.OpenedRecording opened)
      throws IOException {
    DigestMode mode =
        RecordingIdentity.isOfMode(ref.version(), DigestMode.FULL)
            ? DigestMode.FULL
            : DigestMode.SAMPLED;
    String version = RecordingIdentity.recordingVersion(opened.source(), mode);
    if (!version.equals(ref.version())) {
      throw new IOException(
          "%s is not the recording that images were chosen of: its version is %s, theirs %s; run and select again"
              .formatted(ref.uri(), version, ref.version()));
    }
  }

  private static void copy(SpikeRecording recording, int planeBytes, SpikeWriter writer)
      throws IOException {
    SpikeHeader header = recording.header();
    long held = header.splittable() ? CHUNK_BYTES : CHUNK_BYTES_OF_ONE_READ;
    int chunk = (int) Math.max(1, held / planeBytes);
    for (long plane = 0; plane < header.planes(); plane += chunk) {
      writer.append(recording.read(plane, (int) Math.min(chunk, header.planes() - plane)));
    }
  }
}
