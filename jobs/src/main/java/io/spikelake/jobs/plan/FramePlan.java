package io.spikelake.jobs.plan;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.struct;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.task.Cell;
import io.spikelake.jobs.task.FrameRows;
import io.spikelake.jobs.task.RecordingRef;
import io.spikelake.jobs.task.Shard;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Plans frames: the cells that are wanted, less those that exist, cut into shards. Works on narrow
 * columns; only references are shuffled.
 */
public final class FramePlan {

  /** A shard covers key frames within about this many bytes of a recording. */
  public static final int SHARD_BYTES = 8 << 20;

  private static final String SLICE = "slice";
  private static final String CELLS = "cells";

  private static final StructType CELL_TYPE =
      new StructType()
          .add(Columns.RECORDING_ID, DataTypes.StringType, false)
          .add(Columns.RECORDING_VERSION, DataTypes.StringType, false)
          .add(Columns.KEY_FRAME, DataTypes.LongType, false)
          .add(Columns.METHOD, DataTypes.StringType, false)
          .add(Columns.TONE, DataTypes.StringType, false);

  private FramePlan() {}

  /**
   * The cells that a choice of key frames and methods asks for.
   *
   * @param recordings rows of {@code recordings}
   * @param rule which frames are samples; null for what the data set says
   */
  public static Dataset<Row> wanted(
      Dataset<Row> recordings, KeyFrameRule rule, List<MethodPlan> methods) {
    List<MethodPlan> plans = new ArrayList<>(methods);
    FlatMapFunction<Row, Row> expand = row -> cells(row, rule, plans);
    return recordings.flatMap(expand, Encoders.row(CELL_TYPE));
  }

  private static Iterator<Row> cells(Row row, KeyFrameRule rule, List<MethodPlan> methods)
      throws IOException {
    RecordingRef recording = RecordingRef.of(row);
    LongStream keyFrames =
        rule == null
            ? row.<Long>getList(row.fieldIndex(RecordingsTable.KEY_FRAMES)).stream()
                .mapToLong(Long::longValue)
            : Arrays.stream(
                rule.keyFrames(
                    recording.path(), recording.planes(), recording.groundTruth().keySet()));
    return keyFrames
        .boxed()
        .flatMap(keyFrame -> methods.stream().map(method -> cell(recording, keyFrame, method)))
        .iterator();
  }

  private static Row cell(RecordingRef recording, long keyFrame, MethodPlan method) {
    return RowFactory.create(
        recording.id(), recording.version(), keyFrame, method.method(), method.toneFor(recording));
  }

  /**
   * The wanted cells without those that are in the lake. A frame that failed is tried again, unless
   * its recording is what is wrong: the same bytes fail in the same way.
   *
   * @param committed rows of {@code frames} of completed shards
   */
  public static Dataset<Row> missing(Dataset<Row> wanted, Dataset<Row> committed) {
    Column failed = col(Columns.STATUS).equalTo(FramesTable.FAILED);
    Column mayPass = col(FramesTable.REASON_CODE).isin(FrameRows.MAY_PASS.toArray());
    Dataset<Row> done =
        committed.where(not(failed.and(mayPass))).select(Keys.columns(FramesTable.TABLE.key()));
    return wanted.join(done, Keys.seq(FramesTable.TABLE.key()), "left_anti");
  }

  /**
   * The cells whose frames failed, whatever the reason was.
   *
   * @param frames rows of {@code frames} that count
   * @param reasons codes of reasons; empty for all
   */
  public static Dataset<Row> failed(Dataset<Row> frames, List<String> reasons) {
    return frames
        .where(col(Columns.STATUS).equalTo(FramesTable.FAILED))
        .where(Keys.among(FramesTable.REASON_CODE, reasons))
        .select(Keys.columns(FramesTable.TABLE.key()));
  }

  /** Complete keys of the methods of some cells or frames. */
  public static List<String> methods(Dataset<Row> rows) {
    return rows.select(Columns.METHOD).distinct().as(Encoders.STRING()).collectAsList();
  }

  /** Cuts cells into shards. The cut depends on recording and key frame alone. */
  public static Dataset<Shard> shards(Dataset<Row> cells, Dataset<Row> recordings) {
    Dataset<Row> grouped =
        cells
            .join(recordings, Keys.seq(RecordingsTable.TABLE.key()))
            .withColumn(SLICE, slice())
            .groupBy(Keys.columns(List.of(Columns.RECORDING_ID, Columns.RECORDING_VERSION, SLICE)))
            .agg(
                collect_list(struct(col(Columns.KEY_FRAME), col(Columns.METHOD), col(Columns.TONE)))
                    .as(CELLS));
    MapFunction<Row, Shard> toShard = FramePlan::shard;
    return grouped
        .join(recordings, Keys.seq(RecordingsTable.TABLE.key()))
        .map(toShard, Encoders.javaSerialization(Shard.class));
  }

  private static Column slice() {
    return functions
        .col(Columns.KEY_FRAME)
        .multiply(col(RecordingsTable.HEIGHT))
        .multiply(col(RecordingsTable.WIDTH))
        .divide(8.0 * SHARD_BYTES)
        .cast(DataTypes.LongType);
  }

  private static Shard shard(Row row) {
    List<Row> cells = row.getList(row.fieldIndex(CELLS));
    return Shard.of(
        RecordingRef.of(row),
        cells.stream()
            .map(cell -> new Cell(cell.getLong(0), cell.getString(1), cell.getString(2)))
            .toList());
  }
}
