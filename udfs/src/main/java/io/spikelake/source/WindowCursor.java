package io.spikelake.source;

import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Goes through the windows of a partition, one recording open at a time. */
final class WindowCursor implements Closeable {

  private static final Logger LOG = LoggerFactory.getLogger(WindowCursor.class);

  private final Iterator<WindowSlice> slices;
  private final ReadPlan plan;
  private final Configuration conf;

  private OpenedRecording recording;
  private Iterator<WindowRanges.Range> ranges;
  private WindowRanges.Range range;
  private long window;
  private long skipped;

  WindowCursor(SpikePartition partition, ReadPlan plan, Configuration conf) {
    this.slices = partition.slices().iterator();
    this.plan = plan;
    this.conf = conf;
  }

  /** Moves to the next window, if there is one. */
  boolean next() throws IOException {
    if (range != null && window + 1 < range.to()) {
      window++;
      return true;
    }
    while (recording == null || !ranges.hasNext()) {
      close();
      if (!slices.hasNext()) {
        return false;
      }
      open(slices.next());
    }
    range = ranges.next();
    window = range.from();
    return true;
  }

  private void open(WindowSlice slice) throws IOException {
    SourceRecording source = slice.recording();
    try {
      recording =
          source.plannedByLength() && !plan.readsFiles()
              ? OpenedRecording.byLength(source)
              : OpenedRecording.open(source, conf);
      WindowRanges windows =
          slice.windows() == null
              ? plan.filter().windows(source, recording.grid())
              : slice.windows();
      ranges = windows.ranges().iterator();
    } catch (MalformedSpikeStreamException e) {
      skip(e);
    }
  }

  /**
   * Leaves out the rest of a recording that turned out to be damaged.
   *
   * @throws MalformedSpikeStreamException the reason, if damaged recordings are not to be skipped
   */
  void skip(MalformedSpikeStreamException reason) throws IOException {
    if (!plan.skipsBadRecordings()) {
      throw reason;
    }
    LOG.warn("Skipped a recording: {}", reason.getMessage());
    skipped++;
    close();
  }

  OpenedRecording recording() {
    return recording;
  }

  /** The window the cursor is at. */
  long window() {
    return window;
  }

  /** Window after the last one of those that follow without a gap. */
  long rangeEnd() {
    return range.to();
  }

  /** Recordings left out so far because they are damaged. */
  long skipped() {
    return skipped;
  }

  @Override
  public void close() throws IOException {
    range = null;
    OpenedRecording open = recording;
    recording = null;
    if (open != null) {
      open.close();
    }
  }
}
