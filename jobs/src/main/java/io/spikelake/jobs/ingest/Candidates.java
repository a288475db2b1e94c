package io.spikelake.jobs.ingest;

import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.DigestMode;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.dataset.SpikeCvConfig;
import io.spikelake.hadoop.InputFile;
import io.spikelake.hadoop.InputFolders;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.MalformedSpikeStreamException.Reason;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
  private final Map<String, InputFile> byIdentity = new HashMap<>();

  Candidates(DatasetSpec dataset, KnownVersions known, DigestMode digest, Configuration conf) {
    this.dataset = dataset;
    this.folders = new InputFolders(conf);
    this.known = known;
    this.digest = digest;
  }

  List<Candidate> of(List<InputFile> files) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (InputFile file : files) {
      Optional<RecordingSpec> spec = dataset.match(file.pathForPatterns());
      if (spec.isPresent()) {
        candidates.add(candidate(file, spec.get()));
      }
    }
    return candidates;
  }

  private Candidate candidate(InputFile file, RecordingSpec spec) throws IOException {
    String id = idByLetters(file.relativePath());
    try {
      id = identity(file);
      return new Candidate(id, file, completed(spec, file), known.of(id, file, digest), null);
    } catch (MalformedSpikeStreamException e) {
      return new Candidate(id, file, spec, null, e);
    }
  }

  /** Of a file that is refused for its name: no other name gives the same. */
  private String idByLetters(String path) {
    return RecordingIdentity.recordingId(
        dataset.name(), URLEncoder.encode(path, StandardCharsets.UTF_8));
  }

  private String identity(InputFile file) throws MalformedSpikeStreamException {
    file.requirePortableName();
    String path = file.relativePath();
    String id = RecordingIdentity.recordingId(dataset.name(), path);
    InputFile other = byIdentity.putIfAbsent(id, file);
    if (other != null && !other.relativePath().equals(path)) {
      throw new MalformedSpikeStreamException(
          path,
          -1,
          Reason.BAD_NAME,
          "its name differs from that of %s in the spelling of accents only; rename one of them"
              .formatted(other.uri()));
    }
    return id;
  }

  private RecordingSpec completed(RecordingSpec spec, InputFile file)
      throws MalformedSpikeStreamException, IOException {
    if (spec.layout().hasGeometry()) {
      return spec;
    }
    try {
      return SpikeCvConfig.find(file.relativePath(), path -> folders.text(file.root(), path))
          .map(spec::completedBy)
          .orElse(spec);
    } catch (IllegalArgumentException e) {
      throw new MalformedSpikeStreamException(
          file.relativePath(),
          -1,
          Reason.GEOMETRY_MISSING,
          "the description beside it cannot be used: %s; correct it, or give --height and --width"
              .formatted(e.getMessage()));
    }
  }
}
