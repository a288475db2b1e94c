package io.spikelake.jobs.task;

import io.spikelake.hadoop.S3Refusal;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Pictures;
import io.spikelake.image.PixelDigest;
import io.spikelake.image.RawFrame;
import io.spikelake.jobs.io.Run;
import io.spikelake.reconstruct.TemporalSpan;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.secrets.Secrets;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Builds rows of {@code frames}. */
public final class FrameRows {

  /** Reason of failure: the recording is there, and its storage does not give it. */
  public static final String UNREADABLE = "unreadable";

  private static final String METHOD_FAILED = "method_failed";
  private static final String TRUNCATED = "truncated";
  private static final String TOO_LARGE = "too_large";

  /**
   * Reasons of failure that may be over the next time; others lie in what the bytes say. A
   * recording that ends too early is not the one that was ingested, and a larger executor may hold
   * what this one does not.
   */
  public static final List<String> MAY_PASS =
      List.of(UNREADABLE, METHOD_FAILED, TRUNCATED, TOO_LARGE);

  private final Run run;
  private final Keep keep;

  FrameRows(Run run, Keep keep) {
    this.run = run;
    this.keep = keep;
  }

  /**
   * @param image the toned image
   */
  Row made(Shard shard, PendingFrame frame, GrayImage image, List<Row> metrics) {
    byte[] raw = keep.raw() ? RawFrame.encode(image) : null;
    byte[] png = keep.png() ? Pictures.toPng(image) : null;
    Object[] row = common(shard, frame, FramesTable.OK, metrics);
    set(row, FramesTable.WIDTH, image.width());
    set(row, FramesTable.HEIGHT, image.height());
    set(row, FramesTable.PIXEL_DIGEST, PixelDigest.of(image));
    set(row, FramesTable.LATENCY_MS, frame.latencyMs());
    set(row, Columns.DEVICE, frame.device());
    set(row, FramesTable.RAW_BYTES, raw == null ? null : raw.length);
    set(row, FramesTable.PNG_BYTES, png == null ? null : png.length);
    set(row, FramesTable.RAW, raw);
    set(row, FramesTable.PNG, png);
    return RowFactory.create(row);
  }

  Row windowIncomplete(Shard shard, PendingFrame frame, List<Row> metrics) {
    return RowFactory.create(common(shard, frame, FramesTable.WINDOW_INCOMPLETE, metrics));
  }

  Row failed(Shard shard, PendingFrame frame, Exception cause) {
    Object[] row = common(shard, frame, FramesTable.FAILED, List.of());
    set(row, FramesTable.REASON_CODE, reason(cause));
    set(row, FramesTable.MESSAGE, Secrets.redacted(S3Refusal.message(cause)));
    return RowFactory.create(row);
  }

  private static String reason(Exception cause) {
    if (cause instanceof MalformedSpikeStreamException malformed) {
      return malformed.reason().name().toLowerCase(Locale.ROOT);
    }
    if (cause instanceof NotFiniteException) {
      return "not_finite";
    }
    if (cause instanceof SampleTooLargeException) {
      return TOO_LARGE;
    }
    if (cause instanceof EOFException) {
      return TRUNCATED;
    }
    return cause instanceof IOException ? UNREADABLE : METHOD_FAILED;
  }

  private Object[] common(Shard shard, PendingFrame frame, String status, List<Row> metrics) {
    Cell cell = frame.cell();
    TemporalSpan span = frame.span();
    long planes = shard.recording().planes();
    long first = span.first(cell.keyFrame());
    Object[] row = new Object[FramesTable.TABLE.schema().length()];
    set(row, Columns.RECORDING_ID, shard.recording().id());
    set(row, Columns.RECORDING_VERSION, shard.recording().version());
    set(row, Columns.KEY_FRAME, cell.keyFrame());
    set(row, Columns.METHOD, cell.method());
    set(row, Columns.TONE, cell.tone());
    set(row, Columns.DATASET, shard.recording().dataset());
    set(row, Columns.STATUS, status);
    set(row, FramesTable.WINDOW_START, first);
    set(row, FramesTable.WINDOW_PLANES, span.end(cell.keyFrame(), planes) - first);
    set(row, FramesTable.METRICS, metrics.toArray(Row[]::new));
    set(row, Columns.SHARD, shard.digest());
    set(row, Columns.RUN_ID, run.id());
    set(row, Columns.COMMITTED_IN, run.sequence());
    return row;
  }

  private static void set(Object[] row, String column, Object value) {
    row[FramesTable.TABLE.index(column)] = value;
  }
}
