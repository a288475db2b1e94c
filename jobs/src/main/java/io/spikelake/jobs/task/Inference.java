package io.spikelake.jobs.task;

import io.spikelake.image.GrayImage;
import io.spikelake.reconstruct.BatchReconstructor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Computes the frames that networks make, batch by batch across samples and shards. Samples come
 * out in the order in which they came in; at most one batch of them is held.
 */
final class Inference implements Iterator<Sample> {

  private static final Logger LOG = LoggerFactory.getLogger(Inference.class);

  private final Iterator<Sample> samples;
  private final String device;
  private final int batch;
  private final TaskCounters counters;
  private final Queue<Sample> done = new ArrayDeque<>();

  /**
   * @param device where the networks run, for the rows
   * @param batch samples that are held so that batches fill
   */
  Inference(Iterator<Sample> samples, String device, int batch, TaskCounters counters) {
    this.samples = samples;
    this.device = device;
    this.batch = batch;
    this.counters = counters;
  }

  /** Frames of one size, which one network can compute together. */
  private record Key(BatchReconstructor network, int height, int width) {}

  @Override
  public boolean hasNext() {
    if (done.isEmpty()) {
      while (done.size() < batch && samples.hasNext()) {
        done.add(samples.next());
      }
      compute();
    }
    return !done.isEmpty();
  }

  @Override
  public Sample next() {
    if (!hasNext()) {
      throw new NoSuchElementException("No more samples");
    }
    return done.remove();
  }

  private void compute() {
    Map<Key, List<PendingFrame>> groups = new LinkedHashMap<>();
    for (Sample sample : done) {
      for (PendingFrame frame : sample.frames()) {
        if (frame.network() != null) {
          Key key = new Key(frame.network(), frame.prepared().height(), frame.prepared().width());
          groups.computeIfAbsent(key, k -> new ArrayList<>()).add(frame);
        }
      }
    }
    groups.forEach(
        (key, frames) -> {
          int size = key.network().batchSize();
          for (int from = 0; from < frames.size(); from += size) {
            compute(key.network(), frames.subList(from, Math.min(from + size, frames.size())));
          }
        });
  }

  private void compute(BatchReconstructor network, List<PendingFrame> frames) {
    long started = System.nanoTime();
    try {
      List<GrayImage> images =
          network.reconstruct(frames.stream().map(PendingFrame::prepared).toList());
      long nanos = System.nanoTime() - started;
      counters.add(Stage.INFER, nanos);
      for (int i = 0; i < frames.size(); i++) {
        complete(frames.get(i), images.get(i), nanos / 1e6 / frames.size());
      }
    } catch (RuntimeException e) {
      LOG.warn("{} failed for {} frames: {}", network.id(), frames.size(), e.toString());
      frames.forEach(frame -> frame.fail(e));
    }
  }

  private void complete(PendingFrame frame, GrayImage image, double milliseconds) {
    int bad = image.notFinite();
    if (bad > 0) {
      frame.fail(new NotFiniteException(frame.cell(), bad, image));
    } else {
      frame.complete(image, milliseconds, device);
    }
  }
}
