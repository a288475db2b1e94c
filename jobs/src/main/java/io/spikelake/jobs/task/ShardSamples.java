package io.spikelake.jobs.task;

import io.spikelake.dataset.Crop;
import io.spikelake.hadoop.HadoopByteSource;
import io.spikelake.image.GrayImage;
import io.spikelake.jobs.task.FrameScorer.Reference;
import io.spikelake.jobs.task.RecordingRef.OpenedRecording;
import io.spikelake.reconstruct.BatchReconstructor;
import io.spikelake.reconstruct.FrameSweep;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.spike.PlaneMemory;
import io.spikelake.spike.SpikeStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The samples of one shard, one key frame at a time. A window that several key frames share is read
 * once, and every method takes what it needs of it: closed-form ones make their frames, networks
 * prepare theirs. Trouble with the recording becomes frames that say so.
 */
final class ShardSamples implements Iterator<Sample>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardSamples.class);

  private final Shard shard;
  private final Configuration conf;
  private final TaskMethods methods;
  private final boolean needsReference;
  private final TaskCounters counters;
  private final ReferencePictures references;
  private final Iterator<Map.Entry<Long, List<Cell>>> keyFrames;
  private final List<WindowPlan.Read> reads;

  private OpenedRecording opened;
  private WindowPlan.Read currentRead;
  private final PlaneMemory memory = new PlaneMemory();
  private SpikeStream window;

  /** By method; of the window that is loaded. */
  private final Map<String, FrameSweep> sweeps = new HashMap<>();

  /**
   * @param needsReference whether ground-truth pictures are wanted
   */
  ShardSamples(
      Shard shard,
      Configuration conf,
      TaskMethods methods,
      boolean needsReference,
      TaskCounters counters) {
    this.shard = shard;
    this.conf = conf;
    this.methods = methods;
    this.needsReference = needsReference;
    this.counters = counters;
    this.references = new ReferencePictures(conf);
    TreeMap<Long, List<Cell>> byKeyFrame =
        shard.cells().stream()
            .collect(Collectors.groupingBy(Cell::keyFrame, TreeMap::new, Collectors.toList()));
    this.keyFrames = byKeyFrame.entrySet().iterator();
    this.reads =
        WindowPlan.reads(
            shard,
            shard.cells().stream()
                .map(Cell::method)
                .distinct()
                .map(method -> methods.get(method).span())
                .toList());
  }

  @Override
  public boolean hasNext() {
    return keyFrames.hasNext();
  }

  @Override
  public Sample next() {
    Map.Entry<Long, List<Cell>> entry = keyFrames.next();
    long keyFrame = entry.getKey();
    Reference reference =
        needsReference ? references.of(shard.recording(), keyFrame) : Reference.NONE;
    return new Sample(
        shard, keyFrame, reference, entry.getValue().stream().map(this::frame).toList());
  }

  private PendingFrame frame(Cell cell) {
    Reconstructor method = methods.get(cell.method());
    long planes = shard.recording().planes();
    if (!method.span().fits(cell.keyFrame(), planes)) {
      return PendingFrame.windowIncomplete(cell, method.span());
    }
    try {
      load(cell.keyFrame());
      return taken(cell, method);
    } catch (IOException | RuntimeException e) {
      sweeps.remove(cell.method());
      LOG.warn(
          "{} at frame {} of {} failed: {}",
          cell.method(),
          cell.keyFrame(),
          shard.recording().uri(),
          e.toString());
      return PendingFrame.failed(cell, method.span(), e);
    }
  }

  private PendingFrame taken(Cell cell, Reconstructor method) {
    int keyPlane = Math.toIntExact(cell.keyFrame() - window.firstPlane());
    if (method instanceof BatchReconstructor network) {
      long started = System.nanoTime();
      BatchReconstructor.Prepared prepared = network.prepare(window, keyPlane);
      counters.took(Stage.DECODE, started);
      return PendingFrame.prepared(cell, method.span(), network, prepared);
    }
    long started = System.nanoTime();
    GrayImage image =
        sweeps.computeIfAbsent(cell.method(), id -> method.sweep(window)).frame(keyPlane);
    long nanos = System.nanoTime() - started;
    counters.add(Stage.RECONSTRUCT, nanos);
    return PendingFrame.made(cell, method.span(), image, nanos / 1e6);
  }

  /** Makes {@link #window} hold the spans of a key frame. */
  private void load(long keyFrame) throws IOException {
    if (currentRead != null && currentRead.keyFrames().contains(keyFrame)) {
      return;
    }
    currentRead = null;
    WindowPlan.Read read =
        reads.stream().filter(r -> r.keyFrames().contains(keyFrame)).findFirst().orElseThrow();
    SampleMemory.require(
        shard.recording(), read.end() - read.first(), Runtime.getRuntime().maxMemory());
    if (opened == null) {
      opened = shard.recording().open(conf);
    }
    HadoopByteSource source = opened.source();
    long bytesBefore = source.bytesRead();
    long nanosBefore = source.nanosReading();
    long started = System.nanoTime();
    int count = Math.toIntExact(read.end() - read.first());
    SpikeStream stream = opened.recording().read(read.first(), count, memory);
    long reading = source.nanosReading() - nanosBefore;
    counters.add(Stage.READ, reading);
    counters.add(Stage.DECODE, System.nanoTime() - started - reading);
    counters.bytes().add(source.bytesRead() - bytesBefore);
    counters.windows().add(1);
    Crop crop = shard.recording().crop();
    sweeps.clear();
    window = crop == null ? stream : stream.crop(crop.x(), crop.y(), crop.width(), crop.height());
    currentRead = read;
  }

  @Override
  public void close() {
    if (opened == null) {
      return;
    }
    try {
      opened.close();
    } catch (IOException e) {
      LOG.warn("Could not close {}: {}", shard.recording().uri(), e.toString());
    }
    opened = null;
  }
}
