package io.spikelake.jobs.ingest;

import io.spikelake.dataset.Crop;
import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.Label;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.hadoop.HadoopByteSource;
import io.spikelake.hadoop.InputFile;
import io.spikelake.hadoop.InputFolders;
import io.spikelake.hadoop.S3Refusal;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.QuarantineTable;
import io.spikelake.schemas.RecordingsTable;
import io.spikelake.secrets.Secrets;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeLayout;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import java.io.IOException;
import java.net.URI;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.SortedMap;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Opens a candidate and says what it is: a row of {@code recordings} or of {@code quarantine}, in
 * the column of that name.
 *
 * @param dataset name of the data set
 * @param classNames names of its classes by number
 * @param digest which bytes make the version
 */
record ProbeTask(
    String dataset,
    SortedMap<Integer, String> classNames,
    DigestMode digest,
    Broadcast<SerializableConfiguration> hadoop)
    implements FlatMapFunction<Iterator<Candidate>, Row> {

  static final String RECORDING = "recording";
  static final String REFUSED = "refused";

  private static final StructType RECORDING_TYPE = unsigned(RecordingsTable.TABLE.schema());
  private static final StructType REFUSED_TYPE = unsigned(QuarantineTable.TABLE.schema());

  /** One of the two columns is null in every row. */
  static final StructType RESULT_TYPE =
      new StructType().add(RECORDING, RECORDING_TYPE, true).add(REFUSED, REFUSED_TYPE, true);

  /** The columns that a step fills; the run adds the others. */
  private static StructType unsigned(StructType schema) {
    return new StructType(
        Arrays.stream(schema.fields())
            .filter(field -> !field.name().equals(Columns.RUN_ID))
            .filter(field -> !field.name().equals(Columns.COMMITTED_IN))
            .toArray(StructField[]::new));
  }

  @Override
  public Iterator<Row> call(Iterator<Candidate> candidates) {
    Secrets.learn(hadoop.value().value());
    InputFolders folders = new InputFolders(hadoop.value().value());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return candidates.hasNext();
      }

      @Override
      public Row next() {
        return probe(candidates.next(), folders);
      }
    };
  }

  private Row probe(Candidate candidate, InputFolders folders) {
    try {
      if (candidate.trouble() != null) {
        throw candidate.trouble();
      }
      return RowFactory.create(recording(candidate, folders), null);
    } catch (IOException | RuntimeException e) {
      // Whatever is wrong with one file, the others are not to wait for it.
      return RowFactory.create(null, refused(candidate, e));
    }
  }

  private Row recording(Candidate candidate, InputFolders folders) throws IOException {
    InputFile file = candidate.file();
    if (file.length() == 0) {
      throw new MalformedSpikeStreamException(
          file.relativePath(),
          -1,
          Reason.EMPTY,
          "the file has no bytes, or is a link to nothing; copy it again or remove it");
    }
    RecordingSpec spec = candidate.spec();
    HadoopByteSource source =
        HadoopByteSource.open(hadoop.value().value(), file.uri(), file.length());
    String version = candidate.knownVersion() != null ? candidate.knownVersion() : version(source);
    try (SpikeRecording recording = SpikeRecordings.open(source, spec.format(), spec.layout())) {
      return row(candidate, version, recording.header(), folders);
    }
  }

  private String version(HadoopByteSource source) throws IOException {
    try {
      return RecordingIdentity.recordingVersion(source, digest);
    } catch (IOException e) {
      source.close();
      throw e;
    }
  }

  private Row row(Candidate candidate, String version, SpikeHeader header, InputFolders folders)
      throws IOException {
    InputFile file = candidate.file();
    RecordingSpec spec = candidate.spec();
    String path = file.relativePath();
    requireCropInside(path, spec.crop(), header);
    SortedMap<Long, String> truth =
        spec.groundTruth(path, header.planes(), sibling -> folders.exists(file.root(), sibling));
    long[] keyFrames = spec.keyFrames().keyFrames(path, header.planes(), truth.keySet());
    Label label = spec.label().label(path, header, classNames).orElse(new Label(null, null));
    SpikeLayout layout = spec.layout();
    return new RowBuilder(RECORDING_TYPE)
        .set(Columns.RECORDING_ID, candidate.id())
        .set(Columns.RECORDING_VERSION, version)
        .set(Columns.DATASET, dataset)
        .set(RecordingsTable.PATH, path)
        .set(RecordingsTable.URI, file.uri().toString())
        .set(RecordingsTable.LENGTH, file.length())
        .set(RecordingsTable.MODIFIED_AT, new Timestamp(file.modificationTime()))
        .set(RecordingsTable.ETAG, file.etag())
        .set(RecordingsTable.FORMAT, header.format().id())
        .set(RecordingsTable.HEIGHT, header.height())
        .set(RecordingsTable.WIDTH, header.width())
        .set(RecordingsTable.PLANES, header.planes())
        .set(RecordingsTable.FLIP, layout.flip())
        .set(RecordingsTable.HEAD_COLUMNS, layout.headColumns())
        .set(RecordingsTable.BIT_POLICY, layout.bitPolicy().id())
        .set(RecordingsTable.CROP, row(spec.crop()))
        .set(RecordingsTable.WHITE_RATE, orNull(spec.whiteRate()))
        .set(RecordingsTable.READOUT_HZ, orNull(spec.readoutHz()))
        .set(RecordingsTable.LABEL, label.number())
        .set(RecordingsTable.LABEL_NAME, label.name())
        .set(RecordingsTable.SPLIT, spec.split())
        .set(RecordingsTable.KEY_FRAMES, Arrays.stream(keyFrames).boxed().toArray(Long[]::new))
        .set(RecordingsTable.GROUND_TRUTH, rows(truth, file.root()))
        .build();
  }

  private static void requireCropInside(String path, Crop crop, SpikeHeader header)
      throws MalformedSpikeStreamException {
    if (crop != null && !crop.fits(header.width(), header.height())) {
      throw new MalformedSpikeStreamException(
          path,
          -1,
          Reason.GEOMETRY_MISMATCH,
          "planes of %d columns and %d rows do not hold the data set's %s; check the geometry"
              .formatted(header.width(), header.height(), crop));
    }
  }

  private static Row row(Crop crop) {
    return crop == null ? null : RowFactory.create(crop.x(), crop.y(), crop.width(), crop.height());
  }

  private static Row[] rows(SortedMap<Long, String> truth, URI root) {
    return truth.entrySet().stream()
        .map(
            picture ->
                RowFactory.create(
                    picture.getKey(), InputFolders.uri(root, picture.getValue()).toString()))
        .toArray(Row[]::new);
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private Row refused(Candidate candidate, Exception cause) {
    InputFile file = candidate.file();
    Reason reason = Reason.UNREADABLE;
    long offset = -1;
    if (cause instanceof MalformedSpikeStreamException malformed) {
      reason = malformed.reason();
      offset = malformed.byteOffset();
    }
    return new RowBuilder(REFUSED_TYPE)
        .set(Columns.RECORDING_ID, candidate.id())
        .set(Columns.DATASET, dataset)
        .set(QuarantineTable.PATH, file.relativePath())
        .set(QuarantineTable.URI, file.uri().toString())
        .set(QuarantineTable.LENGTH, file.length())
        .set(QuarantineTable.BYTE_OFFSET, offset < 0 ? null : offset)
        .set(QuarantineTable.STAGE, "ingest")
        .set(QuarantineTable.REASON_CODE, reason.name().toLowerCase(Locale.ROOT))
        .set(QuarantineTable.MESSAGE, Secrets.redacted(S3Refusal.message(cause)))
        .build();
  }
}
