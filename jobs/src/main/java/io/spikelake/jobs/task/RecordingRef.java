package io.spikelake.jobs.task;

import io.spikelake.dataset.Crop;
import io.spikelake.hadoop.HadoopByteSource;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.spike.BitPolicy;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.io.Serializable;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;

/**
 * A row of {@code recordings}, as far as reading needs it.
 *
 * @param crop part of the picture that is used, or null for all of it
 * @param whiteRate spikes per plane at white, or null where unknown
 * @param label name of the class of what it shows, or null where unknown
 * @param groundTruth key frame to URI of the picture
 */
public record RecordingRef(
    String id,
    String version,
    String dataset,
    String path,
    String uri,
    long length,
    SpikeFormat format,
    SpikeLayout layout,
    long planes,
    Crop crop,
    Double whiteRate,
    String label,
    Map<Long, String> groundTruth)
    implements Serializable {

  /** Reads the row of a table or join that has the columns of {@code recordings}. */
  public static RecordingRef of(Row row) {
    return new RecordingRef(
        row.getAs(Columns.RECORDING_ID),
        row.getAs(Columns.RECORDING_VERSION),
        row.getAs(Columns.DATASET),
        row.getAs(RecordingsTable.PATH),
        row.getAs(RecordingsTable.URI),
        row.<Long>getAs(RecordingsTable.LENGTH),
        format(row.getAs(RecordingsTable.FORMAT)),
        new SpikeLayout(
            row.<Integer>getAs(RecordingsTable.HEIGHT),
            row.<Integer>getAs(RecordingsTable.WIDTH),
            row.<Boolean>getAs(RecordingsTable.FLIP),
            row.<Integer>getAs(RecordingsTable.HEAD_COLUMNS),
            BitPolicy.valueOf(
                row.<String>getAs(RecordingsTable.BIT_POLICY).toUpperCase(Locale.ROOT))),
        row.<Long>getAs(RecordingsTable.PLANES),
        crop(row.getAs(RecordingsTable.CROP)),
        row.getAs(RecordingsTable.WHITE_RATE),
        className(row.getAs(RecordingsTable.LABEL_NAME)),
        groundTruth(row.getList(row.fieldIndex(RecordingsTable.GROUND_TRUTH))));
  }

  /** The class in a label, which in UHSR files is the name of a picture: 4144_helicopter.jpg. */
  private static String className(String label) {
    return label == null ? null : label.replaceFirst("^\\d+_(.+)\\.[A-Za-z]+$", "$1");
  }

  private static SpikeFormat format(String id) {
    return SpikeFormat.valueOf(id.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  private static Crop crop(Row row) {
    return row == null
        ? null
        : new Crop(row.getInt(0), row.getInt(1), row.getInt(2), row.getInt(3));
  }

  private static Map<Long, String> groundTruth(List<Row> rows) {
    Map<Long, String> pictures = new TreeMap<>();
    rows.forEach(row -> pictures.put(row.getLong(0), row.getString(1)));
    return pictures;
  }

  public OptionalDouble knownWhiteRate() {
    return whiteRate == null ? OptionalDouble.empty() : OptionalDouble.of(whiteRate);
  }

  /** Bytes of one packed plane. */
  public int planeBytes() {
    return SpikeStream.planeBytes(layout.height(), layout.width());
  }

  /** Opens the file; the caller closes the recording, which closes the source. */
  public OpenedRecording open(Configuration conf) throws IOException {
    HadoopByteSource source = HadoopByteSource.open(conf, URI.create(uri), length);
    SpikeRecording recording = SpikeRecordings.open(source, format, layout);
    return new OpenedRecording(source, recording);
  }

  /** An opened file, and the source that counts the bytes read from it. */
  public record OpenedRecording(HadoopByteSource source, SpikeRecording recording)
      implements AutoCloseable {
    @Override
    public void close() throws IOException {
      recording.close();
    }
  }
}
