package io.spikelake.jobs.ingest;

import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.dataset.SpikeCvConfig;
import io.spikelake.hadoop.InputFile;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * Selects the files of a data set, with what the data set or SpikeCV's config.yaml says of each.
 */
final class Candidates {

  private final DatasetSpec dataset;
  private final Configuration conf;
  private final Map<URI, Optional<String>> configs = new HashMap<>();

  Candidates(DatasetSpec dataset, Configuration conf) {
    this.dataset = dataset;
    this.conf = conf;
  }

  List<Candidate> of(List<InputFile> files) throws IOException {
    List<Candidate> candidates = new ArrayList<>();
    for (InputFile file : files) {
      Optional<RecordingSpec> spec = dataset.match(file.relativePath());
      if (spec.isPresent()) {
        candidates.add(new Candidate(file, completed(spec.get(), file)));
      }
    }
    return candidates;
  }

  private RecordingSpec completed(RecordingSpec spec, InputFile file) throws IOException {
    if (spec.layout().hasGeometry()) {
      return spec;
    }
    return SpikeCvConfig.find(file.relativePath(), path -> text(Neighbours.uri(file.root(), path)))
        .map(spec::completedBy)
        .orElse(spec);
  }

  private Optional<String> text(URI uri) throws IOException {
    Optional<String> known = configs.get(uri);
    if (known == null) {
      known = read(new Path(uri));
      configs.put(uri, known);
    }
    return known;
  }

  private Optional<String> read(Path path) throws IOException {
    try (InputStream in = path.getFileSystem(conf).open(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (FileNotFoundException e) {
      return Optional.empty();
    }
  }
}
