package io.spikelake.source;

import io.spikelake.dataset.KeyFrameRule;
import io.spikelake.dataset.Label;
import io.spikelake.dataset.LabelRule;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.hadoop.InputFile;
import io.spikelake.spike.SpikeFormat;
import io.spikelake.spike.SpikeHeader;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A recording as it goes from planning to the tasks: where it is and how to read it, no spikes.
 *
 * @param path URI of the file as {@code binaryFile} writes it
 * @param format what the file is, or null to look at its content
 * @param groundTruthKeys planes that have ground truth, where the key frames depend on them
 */
record SourceRecording(
    InputFile file,
    String path,
    String recordingId,
    String dataset,
    SortedMap<Integer, String> classNames,
    RecordingSpec spec,
    SpikeFormat format,
    WindowRule windows,
    List<Long> groundTruthKeys)
    implements Serializable {

  private static final LabelRule IN_FILE = new LabelRule.FromFile(null);

  /** Whether length and layout alone say where each plane is. */
  boolean plannedByLength() {
    return format == SpikeFormat.DAT;
  }

  /** Whether nothing but the name says what the file is. */
  boolean formatIsByName() {
    return format != null && spec.format() == null;
  }

  /** Whether ground truth has to be looked for before the windows are known. */
  boolean needsGroundTruth() {
    return windows.keyFrames() instanceof KeyFrameRule.GroundTruth;
  }

  SourceRecording withGroundTruthKeys(List<Long> keys) {
    return new SourceRecording(
        file, path, recordingId, dataset, classNames, spec, format, windows, keys);
  }

  /** The label by the rule of the data set, or the one in the file where there is no rule. */
  Optional<Label> label(SpikeHeader header) {
    LabelRule rule = spec.label() instanceof LabelRule.None ? IN_FILE : spec.label();
    return rule.label(file.relativePath(), header, classNames);
  }
}
