package io.spikelake.jobs.task;

import io.spikelake.dataset.Crop;
import io.spikelake.image.GrayImage;
import io.spikelake.image.Tone;
import io.spikelake.jobs.task.FrameScorer.Reference;
import io.spikelake.jobs.task.RecordingRef.OpenedRecording;
import io.spikelake.reconstruct.FrameSweep;
import io.spikelake.reconstruct.Reconstructor;
import io.spikelake.reconstruct.Reconstructors;
import io.spikelake.spike.PlaneMemory;
import io.spikelake.spike.SpikeStream;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Row;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The frames of one shard, one key frame at a time. A window that several key frames share is read
 * once; trouble with the recording becomes a row that says so.
 */
final class ShardFrames implements Iterator<List<Row>>, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ShardFrames.class);

  private final Shard shard;
  private final Configuration conf;
  private final FrameScorer scorer;
  private final FrameRows rows;
  private final TaskCounters counters;
  private final ReferencePictures references;
  private final Map<String, Reconstructor> methods;
  private final Iterator<Map.Entry<Long, List<Cell>>> keyFrames;
  private final List<WindowPlan.Read> reads;

  private OpenedRecording opened;
  private WindowPlan.Read currentRead;
  private final PlaneMemory memory = new PlaneMemory();
  private SpikeStream window;

  /** By method; of the window that is loaded. */
  private final Map<String, FrameSweep> sweeps = new HashMap<>();

  ShardFrames(
      Shard shard, Configuration conf, FrameScorer scorer, FrameRows rows, TaskCounters counters) {
    this.shard = shard;
    this.conf = conf;
    this.scorer = scorer;
    this.rows = rows;
    this.counters = counters;
    this.references = new ReferencePictures(conf);
    this.methods =
        shard.cells().stream()
            .map(Cell::method)
            .distinct()
            .collect(Collectors.toMap(id -> id, id -> Reconstructors.create(VariantId.parse(id))));
    TreeMap<Long, List<Cell>> byKeyFrame =
        shard.cells().stream()
            .collect(Collectors.groupingBy(Cell::keyFrame, TreeMap::new, Collectors.toList()));
    this.keyFrames = byKeyFrame.entrySet().iterator();
    RecordingRef recording = shard.recording();
    this.reads =
        WindowPlan.reads(
            List.copyOf(byKeyFrame.keySet()),
            methods.values().stream().map(Reconstructor::span).toList(),
            recording.planes(),
            recording.planeBytes());
  }

  @Override
  public boolean hasNext() {
    return keyFrames.hasNext();
  }

  @Override
  public List<Row> next() {
    Map.Entry<Long, List<Cell>> entry = keyFrames.next();
    long keyFrame = entry.getKey();
    Reference reference =
        scorer.needsReference() ? references.of(shard.recording(), keyFrame) : Reference.NONE;
    List<Row> result = new ArrayList<>();
    for (Cell cell : entry.getValue()) {
      result.add(frame(cell, reference));
    }
    counters.samples().add(1);
    return result;
  }

  private Row frame(Cell cell, Reference reference) {
    Reconstructor method = methods.get(cell.method());
    long planes = shard.recording().planes();
    if (!method.span().fits(cell.keyFrame(), planes)) {
      return rows.windowIncomplete(
          shard, cell, method.span(), scorer.windowIncomplete(reference.exists()));
    }
    try {
      load(cell.keyFrame());
      return made(cell, method, reference);
    } catch (IOException | RuntimeException e) {
      sweeps.remove(cell.method());
      LOG.warn(
          "{} at frame {} of {} failed: {}",
          cell.method(),
          cell.keyFrame(),
          shard.recording().uri(),
          e.toString());
      return rows.failed(shard, cell, method.span(), e);
    }
  }

  private Row made(Cell cell, Reconstructor method, Reference reference) throws IOException {
    int keyPlane = Math.toIntExact(cell.keyFrame() - window.firstPlane());
    long started = System.nanoTime();
    GrayImage image =
        sweeps.computeIfAbsent(cell.method(), id -> method.sweep(window)).frame(keyPlane);
    double latencyMs = (System.nanoTime() - started) / 1e6;
    counters.reconstructions().add(1);
    GrayImage toned = Tone.parse(cell.tone()).apply(image);
    return rows.made(shard, cell, method.span(), toned, latencyMs, scorer.score(toned, reference));
  }

  /** Makes {@link #window} hold the spans of a key frame. */
  private void load(long keyFrame) throws IOException {
    if (currentRead != null && currentRead.keyFrames().contains(keyFrame)) {
      return;
    }
    currentRead = null;
    WindowPlan.Read read =
        reads.stream().filter(r -> r.keyFrames().contains(keyFrame)).findFirst().orElseThrow();
    if (opened == null) {
      opened = shard.recording().open(conf);
    }
    long before = opened.source().bytesRead();
    int count = Math.toIntExact(read.end() - read.first());
    SpikeStream stream = opened.recording().read(read.first(), count, memory);
    counters.bytes().add(opened.source().bytesRead() - before);
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
