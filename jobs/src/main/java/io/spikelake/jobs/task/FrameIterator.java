package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.sql.Row;

/** Tones, scores and encodes the frames of samples, one sample at a time as they are asked for. */
final class FrameIterator implements Iterator<Row> {

  private final Iterator<Sample> samples;
  private final FrameScorer scorer;
  private final FrameRows rows;
  private final TaskCounters counters;
  private final Queue<Row> ready = new ArrayDeque<>();

  FrameIterator(
      Iterator<Sample> samples, FrameScorer scorer, FrameRows rows, TaskCounters counters) {
    this.samples = samples;
    this.scorer = scorer;
    this.rows = rows;
    this.counters = counters;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && samples.hasNext()) {
      Sample sample = samples.next();
      sample.frames().forEach(frame -> ready.add(row(sample, frame)));
      counters.samples().add(1);
    }
    return !ready.isEmpty();
  }

  @Override
  public Row next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more frames");
    }
    return ready.remove();
  }

  private Row row(Sample sample, PendingFrame frame) {
    if (frame.failure() != null) {
      return failed(sample, frame, frame.failure());
    }
    if (frame.image() == null) {
      return rows.windowIncomplete(
          sample.shard(), frame, scorer.windowIncomplete(sample.reference().exists()));
    }
    counters.reconstructions().add(1);
    try {
      long started = System.nanoTime();
      GrayImage toned = Tone.parse(frame.cell().tone()).apply(frame.image());
      List<Row> scores =
          scorer.score(toned, sample.reference(), sample.shard().recording().label());
      counters.took(Stage.SCORE, started);
      started = System.nanoTime();
      Row row = rows.made(sample.shard(), frame, toned, scores);
      counters.took(Stage.ENCODE, started);
      return row;
    } catch (RuntimeException e) {
      return failed(sample, frame, e);
    }
  }

  private Row failed(Sample sample, PendingFrame frame, Exception cause) {
    counters.failures().add(1);
    return rows.failed(sample.shard(), frame, cause);
  }
}
