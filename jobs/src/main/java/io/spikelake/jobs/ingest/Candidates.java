package io.spikelake.jobs.ingest;

import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.dataset.SpikeCvConfig;
import io.spikelake.hadoop.InputFile;
import io.spikelake.hadoop.InputFolders;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;

/**
 * Selects the files of a data set, with what the data set or SpikeCV's config.yaml says of each.
 */
final class Candidates {

  private final DatasetSpec dataset;
  private final InputFolders folders;
  private final KnownVersions known;
  private final DigestMode digest;

  Candidates(DatasetSpec dataset, KnownVersions known, DigestMode digest, Configuration conf) {
    this.dataset = dataset;
    this.folders = new InputFolders(conf);
    this.known = known;
    this.digest = digest;
  }

  List<Candidate> of(List<InputFile> files) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (InputFile file : files) {
      Optional<RecordingSpec> spec = dataset.match(file.relativePath());
      if (spec.isPresent()) {
        candidates.add(new Candidate(file, completed(spec.get(), file), known.of(file, digest)));
      }
    }
    return candidates;
  }

  private RecordingSpec completed(RecordingSpec spec, InputFile file) throws IOException {
    if (spec.layout().hasGeometry()) {
      return spec;
    }
    return SpikeCvConfig.find(file.relativePath(), path -> folders.text(file.root(), path))
        .map(spec::completedBy)
        .orElse(spec);
  }
}
