package io.spikelake.source;

import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.Label;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.hadoop.HadoopByteSource;
import io.spikelake.spike.ByteSource;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import io.spikelake.spike.SpikeRecording;
import io.spikelake.spike.SpikeRecordings;
import io.spikelake.spike.SpikeStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/** A recording that is being read, and its windows. */
final class OpenedRecording implements Closeable {

  /** Largest window: it has to fit into one value of a row, beside what is read ahead. */
  static final long MAX_WINDOW_BYTES = 1L << 30;

  private final SourceRecording source;
  private final ByteSource bytes;
  private final SpikeRecording recording;
  private final WindowGrid grid;
  private final PlaneBuffer planes;
  private final Optional<Label> label;
  private String version;

  private OpenedRecording(
      SourceRecording source, ByteSource bytes, SpikeRecording recording, WindowGrid grid) {
    this.source = source;
    this.bytes = bytes;
    this.recording = recording;
    this.grid = grid;
    this.planes = new PlaneBuffer(recording);
    this.label = source.label(recording.header());
  }

  /** Opens a recording for reading its bytes. */
  static OpenedRecording open(SourceRecording source, Configuration conf) throws IOException {
    ByteSource bytes = HadoopByteSource.open(conf, source.file().uri(), source.file().length());
    return open(source, source.formatIsByName() ? new DatByName(bytes) : bytes);
  }

  /** Opens a recording that is {@link SourceRecording#plannedByLength}, without touching it. */
  static OpenedRecording byLength(SourceRecording source) throws IOException {
    return open(source, new LengthOnly(source.path(), source.file().length()));
  }

  private static OpenedRecording open(SourceRecording source, ByteSource bytes) throws IOException {
    SpikeRecording recording = SpikeRecordings.open(bytes, source.format(), source.spec().layout());
    try {
      WindowGrid grid =
          source
              .windows()
              .grid(
                  source.file().relativePath(),
                  recording.header().planes(),
                  source.groundTruthKeys());
      OpenedRecording opened = new OpenedRecording(source, bytes, recording, grid);
      opened.checkWindowSize();
      return opened;
    } catch (IOException | RuntimeException e) {
      recording.close();
      throw e;
    }
  }

  private void checkWindowSize() {
    long largest =
        Math.min(header().planes(), (long) source.windows().before() + source.windows().after() + 1)
            * planeBytes();
    if (largest > MAX_WINDOW_BYTES) {
      throw new IllegalArgumentException(
          "A window of %s has %d bytes; a row holds at most %d. Make the option '%s' smaller"
              .formatted(source.path(), largest, MAX_WINDOW_BYTES, SpikeOption.WINDOW.key()));
    }
  }

  SourceRecording source() {
    return source;
  }

  SpikeHeader header() {
    return recording.header();
  }

  SpikeRecording recording() {
    return recording;
  }

  WindowGrid grid() {
    return grid;
  }

  Optional<Label> label() {
    return label;
  }

  int planeBytes() {
    return SpikeStream.planeBytes(header().height(), header().width());
  }

  /** Bytes of the packed planes of a window. */
  int windowBytes(long window) {
    return grid.frameCount(window) * planeBytes();
  }

  /** Identity of the content, computed when it is first asked for. */
  String version() throws IOException {
    if (version == null) {
      version = RecordingIdentity.recordingVersion(bytes, DigestMode.SAMPLED);
    }
    return version;
  }

  /**
   * Reads a window.
   *
   * @param rangeEnd window after the last one that will be read next, one after the other
   * @return where in {@link #packed()} its planes begin
   */
  int read(long window, long rangeEnd) throws IOException {
    long readUntil =
        header().format() == SpikeFormat.ARR0
            ? grid.end(rangeEnd - 1)
            : grid.endOfRun(window, rangeEnd);
    return planes.require(grid.start(window), grid.end(window), readUntil);
  }

  /** Memory of the window read last. */
  byte[] packed() {
    return planes.bytes();
  }

  @Override
  public void close() throws IOException {
    recording.close();
  }
}
