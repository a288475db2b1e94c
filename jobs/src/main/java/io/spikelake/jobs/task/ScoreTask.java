package io.spikelake.jobs.task;

import io.spikelake.executor.NetworkLane;
import io.spikelake.jobs.task.FrameScorer.Reference;
import io.spikelake.schemas.Columns;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Scores stored frames. In: rows with a frame's key, its device and {@code raw} image, the columns
 * of its recording, and {@link #WANTED}. Out: the frame's key, its device, and an array of metric
 * results, as in {@code frames}.
 */
public record ScoreTask(
    Broadcast<Equipment> equipment,
    Broadcast<SerializableConfiguration> hadoop,
    TaskCounters counters)
    implements MapPartitionsFunction<Row, Row> {

  /** Column with the complete ids of the metrics that are missing. */
  public static final String WANTED = "wanted";

  @Override
  public Iterator<Row> call(Iterator<Row> frames) {
    Configuration conf = hadoop.value().value();
    ReferencePictures references = new ReferencePictures(conf);
    Map<List<String>, FrameScorer> scorers = new HashMap<>();
    Equipment tools = equipment.value();
    TaskContext task = TaskContext.get();
    task.addTaskCompletionListener(
        (TaskCompletionListener) context -> scorers.values().forEach(FrameScorer::close));
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return frames.hasNext();
      }

      @Override
      public Row next() {
        Row frame = frames.next();
        FrameScorer scorer =
            scorers.computeIfAbsent(
                frame.getList(frame.fieldIndex(WANTED)),
                wanted ->
                    new FrameScorer(
                        wanted,
                        tools,
                        tools.anyNetwork(wanted)
                            ? NetworkLane.of(tools.networks(), task).settings()
                            : null,
                        counters));
        return scored(frame, scorer, references);
      }
    };
  }

  private static Row scored(Row frame, FrameScorer scorer, ReferencePictures references) {
    RecordingRef recording = RecordingRef.of(frame);
    long keyFrame = frame.<Long>getAs(Columns.KEY_FRAME);
    Reference reference =
        scorer.needsReference() ? references.of(recording, keyFrame) : Reference.NONE;
    List<Row> metrics = scorer.score(StoredImage.of(frame), reference, recording.label());
    return RowFactory.create(
        recording.id(),
        recording.version(),
        keyFrame,
        frame.getAs(Columns.METHOD),
        frame.getAs(Columns.TONE),
        recording.dataset(),
        frame.getAs(Columns.DEVICE),
        metrics.toArray(Row[]::new));
  }
}
