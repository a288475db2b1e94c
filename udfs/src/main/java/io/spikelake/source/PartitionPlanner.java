package io.spikelake.source;

import io.spikelake.hadoop.InputFile;
import io.spikelake.spike.ByteRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Distributes windows over tasks: in the order in which they are added, as many to a task as it can
 * read within a number of bytes, at least one.
 *
 * <p>A window belongs to the task of its key frame. What a task reads of a recording are the bytes
 * of its windows, those shared by overlapping windows once; the windows at a cut make both tasks
 * read the bytes that they share. Opening a file counts as some bytes too, so that a task does not
 * get a million tiny recordings.
 */
final class PartitionPlanner {

  private final long maxBytes;
  private final long openCost;
  private final boolean readsSpikes;
  private final long rowBytes;
  private final List<SpikePartition> partitions = new ArrayList<>();

  private List<WindowSlice> slices = new ArrayList<>();
  private Map<String, Long> hosts = new HashMap<>();
  private long bytes;

  /**
   * @param openCost bytes that opening a recording counts for
   * @param readsSpikes whether spikes are read; otherwise a window counts for its row
   * @param rowBytes what a row without spikes counts for
   */
  PartitionPlanner(long maxBytes, long openCost, boolean readsSpikes, long rowBytes) {
    this.maxBytes = maxBytes;
    this.openCost = openCost;
    this.readsSpikes = readsSpikes;
    this.rowBytes = rowBytes;
  }

  /** Adds a recording that one task has to read as a whole. */
  void addWhole(SourceRecording recording, WindowRanges windows, long cost) {
    if (bytes + cost > maxBytes) {
      cut();
    }
    add(recording, windows, 0, recording.file().length(), cost);
    bytes += openCost;
  }

  /** Adds windows of a recording that may be read by several tasks. */
  void addSplittable(OpenedRecording opened, WindowRanges windows) {
    WindowGrid grid = opened.grid();
    Slice slice = new Slice(opened.source());
    for (WindowRanges.Range range : windows.ranges()) {
      for (long window = range.from(); window < range.to(); window++) {
        ByteRange wanted =
            opened.recording().byteRange(grid.start(window), grid.frameCount(window));
        if (bytes + slice.sliceBytes + slice.cost(wanted) > maxBytes) {
          slice.finish();
          cut();
        }
        slice.add(window, wanted);
      }
    }
    slice.finish();
    bytes += openCost;
  }

  List<SpikePartition> partitions() {
    cut();
    return List.copyOf(partitions);
  }

  private void add(
      SourceRecording recording, WindowRanges windows, long offset, long end, long cost) {
    slices.add(new WindowSlice(recording, windows));
    bytes += cost;
    for (InputFile.Block block : recording.file().blocks()) {
      long shared =
          Math.min(end, block.offset() + block.length()) - Math.max(offset, block.offset());
      if (shared > 0) {
        block.hosts().forEach(host -> hosts.merge(host, shared, Long::sum));
      }
    }
  }

  private void cut() {
    if (!slices.isEmpty()) {
      partitions.add(SpikePartition.of(slices, hosts));
    }
    slices = new ArrayList<>();
    hosts = new HashMap<>();
    bytes = 0;
  }

  /** The windows of one recording that go to the task being filled. */
  private final class Slice {
    private final SourceRecording recording;
    private List<WindowRanges.Range> ranges = new ArrayList<>();
    private long from;
    private long to;
    private long offset;
    private long end;
    private long sliceBytes;

    Slice(SourceRecording recording) {
      this.recording = recording;
    }

    long cost(ByteRange wanted) {
      if (!readsSpikes) {
        return rowBytes;
      }
      long shared = from < to ? Math.max(0, end - wanted.position()) : 0;
      return Math.max(0, wanted.length() - shared);
    }

    void add(long window, ByteRange wanted) {
      if (from == to) {
        offset = wanted.position();
        from = window;
      } else if (window > to) {
        ranges.add(new WindowRanges.Range(from, to));
        from = window;
      }
      sliceBytes += cost(wanted);
      to = window + 1;
      end = wanted.position() + wanted.length();
    }

    void finish() {
      if (from < to) {
        ranges.add(new WindowRanges.Range(from, to));
        PartitionPlanner.this.add(
            recording, new WindowRanges(List.copyOf(ranges)), offset, end, sliceBytes);
        ranges = new ArrayList<>();
        to = from;
        sliceBytes = 0;
      }
    }
  }
}
