package io.spikelake.source;

import io.spikelake.hadoop.InputFolders;
import io.spikelake.spike.MalformedSpikeStreamException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans a query on the driver.
 *
 * <p>A {@code .dat} file is planned by its length alone. Any other file is opened here only if it
 * may have to be split because it is larger than a task's share, or if its key frames depend on its
 * ground truth; otherwise the task that reads it finds out which windows it has. A recording that
 * fits into a task's share goes to one task, with others where there is room. A deflated archive,
 * or one with time last, goes to one task whatever its size: {@link WindowBatchReader} says what
 * memory that takes.
 */
final class ScanPlanner {

  /** What a row without spikes counts for. */
  static final long ROW_BYTES = 256;

  private static final Logger LOG = LoggerFactory.getLogger(ScanPlanner.class);

  private final SpikeTable table;
  private final ReadPlan plan;
  private final InputFolders folders;

  /**
   * A recording to be read.
   *
   * @param windows those that pass the filters, or null where the recording was not opened
   * @param bytes about what is to be read of it
   * @param rowBytes about what its rows take
   */
  private record Candidate(
      SourceRecording recording, WindowRanges windows, long bytes, long rowBytes) {}

  private ScanPlanner(SpikeTable table, ReadPlan plan) {
    this.table = table;
    this.plan = plan;
    this.folders = new InputFolders(table.conf());
  }

  static ScanPlan plan(SpikeTable table, ReadPlan plan, PartitionSize size) throws IOException {
    return new ScanPlanner(table, plan).plan(size);
  }

  private ScanPlan plan(PartitionSize size) throws IOException {
    List<Candidate> candidates = candidates();
    long total = candidates.stream().mapToLong(Candidate::bytes).sum();
    long share = size.bytes(total, candidates.size());
    PartitionPlanner planner =
        new PartitionPlanner(share, size.openCost(), plan.readsSpikes(), ROW_BYTES);
    for (Candidate candidate : candidates) {
      distribute(candidate, share, planner);
    }
    boolean allKnown = candidates.stream().allMatch(candidate -> candidate.windows() != null);
    return new ScanPlan(
        planner.partitions(),
        allKnown
            ? OptionalLong.of(candidates.stream().mapToLong(c -> c.windows().count()).sum())
            : OptionalLong.empty(),
        candidates.stream().mapToLong(Candidate::rowBytes).sum());
  }

  private List<Candidate> candidates() throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    int skipped = 0;
    for (SourceRecording recording : table.recordings()) {
      if (!plan.filter().mayPass(recording)) {
        continue;
      }
      try {
        Candidate candidate = candidate(recording);
        if (candidate.windows() == null || !candidate.windows().isEmpty()) {
          candidates.add(candidate);
        }
      } catch (MalformedSpikeStreamException e) {
        skip(e);
        skipped++;
      }
    }
    if (skipped > 0) {
      LOG.warn("Skipped {} of {} recordings", skipped, table.recordings().size());
    }
    return candidates;
  }

  private void skip(MalformedSpikeStreamException reason) throws IOException {
    if (!plan.skipsBadRecordings()) {
      throw reason;
    }
    LOG.warn("Skipped a recording: {}", reason.getMessage());
  }

  private Candidate candidate(SourceRecording recording) throws IOException {
    if (recording.needsGroundTruth()) {
      SourceRecording complete = withGroundTruth(recording);
      try (OpenedRecording opened = open(complete)) {
        return candidate(opened);
      }
    }
    if (recording.plannedByLength()) {
      try (OpenedRecording opened = open(recording)) {
        return candidate(opened);
      }
    }
    long bytes = plan.readsSpikes() ? recording.file().length() : ROW_BYTES;
    return new Candidate(recording, null, bytes, bytes);
  }

  private Candidate candidate(OpenedRecording opened) {
    WindowGrid grid = opened.grid();
    WindowRanges windows = plan.filter().windows(opened.source(), grid);
    long count = windows.count();
    if (count == 0 || !plan.readsSpikes()) {
      return new Candidate(opened.source(), windows, count * ROW_BYTES, count * ROW_BYTES);
    }
    long first = windows.ranges().get(0).from();
    long each = opened.recording().byteRange(grid.start(first), grid.frameCount(first)).length();
    long bytes = Math.min(opened.source().file().length(), count * each);
    long rowBytes = count * (ROW_BYTES + opened.windowBytes(first));
    return new Candidate(opened.source(), windows, bytes, rowBytes);
  }

  private SourceRecording withGroundTruth(SourceRecording recording) throws IOException {
    try (OpenedRecording opened = open(recording)) {
      return recording.withGroundTruthKeys(
          List.copyOf(
              recording
                  .spec()
                  .groundTruth(
                      recording.file().relativePath(),
                      opened.header().planes(),
                      picture -> folders.exists(recording.file().root(), picture))
                  .keySet()));
    }
  }

  private void distribute(Candidate candidate, long share, PartitionPlanner planner)
      throws IOException {
    SourceRecording recording = candidate.recording();
    if (candidate.bytes() <= share) {
      planner.addWhole(recording, candidate.windows(), candidate.bytes());
      return;
    }
    try (OpenedRecording opened = open(recording)) {
      WindowRanges windows = plan.filter().windows(recording, opened.grid());
      if (opened.header().splittable()) {
        planner.addSplittable(opened, windows);
      } else {
        planner.addWhole(recording, windows, candidate.bytes());
      }
    } catch (MalformedSpikeStreamException e) {
      skip(e);
    }
  }

  private OpenedRecording open(SourceRecording recording) throws IOException {
    return recording.plannedByLength()
        ? OpenedRecording.byLength(recording)
        : OpenedRecording.open(recording, table.conf());
  }
}
