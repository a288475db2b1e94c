package io.spikelake.source;

import io.spikelake.dataset.DatasetSpec;
import io.spikelake.dataset.RecordingIdentity;
import io.spikelake.dataset.RecordingSpec;
import io.spikelake.dataset.SpikeCvConfig;
import io.spikelake.hadoop.InputFile;
import io.spikelake.hadoop.InputFolders;
import io.spikelake.hadoop.InputListing;
import io.spikelake.spike.MalformedSpikeStreamException;
import io.spikelake.spike.SpikeFormat;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The recordings below the inputs of a read, as listed once on the driver. None is opened. */
final class RecordingInventory {

  private static final Logger LOG = LoggerFactory.getLogger(RecordingInventory.class);

  private final SpikeSourceOptions options;
  private final InputFolders folders;

  private RecordingInventory(SpikeSourceOptions options, Configuration conf) {
    this.options = options;
    this.folders = new InputFolders(conf);
  }

  static List<SourceRecording> list(SpikeSourceOptions options, Configuration conf)
      throws IOException {
    InputListing listing =
        InputListing.of(options.paths()).withPathGlobFilter(options.pathGlobFilter());
    List<InputFile> files = (options.recursive() ? listing : listing.topLevelOnly()).list(conf);
    List<SourceRecording> recordings = new RecordingInventory(options, conf).select(files);
    if (recordings.isEmpty()) {
      LOG.warn(
          "No recording of data set '{}' among {} files of {}{}",
          options.dataset().name(),
          files.size(),
          options.paths(),
          options.recursive() ? "" : "; folders below are searched with recursiveFileLookup=true");
    }
    return recordings;
  }

  private List<SourceRecording> select(List<InputFile> files) throws IOException {
    List<SourceRecording> recordings = new ArrayList<>();
    for (InputFile file : files) {
      Optional<RecordingSpec> spec = options.dataset().match(file.pathForPatterns());
      if (spec.isPresent()) {
        try {
          file.requirePortableName();
          recordings.add(describe(file, spec.get()));
        } catch (MalformedSpikeStreamException e) {
          if (!options.skipsBadRecordings()) {
            throw e;
          }
          LOG.warn("Skipped a recording: {}", e.getMessage());
        }
      }
    }
    return List.copyOf(recordings);
  }

  private SourceRecording describe(InputFile file, RecordingSpec matched) throws IOException {
    DatasetSpec dataset = options.dataset();
    SpikeFormat format = formatByName(file, matched);
    RecordingSpec spec = matched;
    if (format == SpikeFormat.DAT && !spec.layout().hasGeometry()) {
      URI root = file.root();
      spec =
          SpikeCvConfig.find(file.relativePath(), relative -> folders.text(root, relative))
              .map(spec::completedBy)
              .orElse(spec);
    }
    return new SourceRecording(
        file,
        new Path(file.uri()).toString(),
        RecordingIdentity.recordingId(dataset.name(), file.relativePath()),
        dataset.name(),
        dataset.classNames(),
        spec,
        format,
        options.windows().rule(spec),
        List.of());
  }

  /**
   * The format, where it is known without looking into the file; {@link DatByName} looks at what
   * goes by its name.
   */
  private static SpikeFormat formatByName(InputFile file, RecordingSpec spec) {
    boolean dat = file.relativePath().toLowerCase(Locale.ROOT).endsWith(".dat");
    return spec.format() == null && dat ? SpikeFormat.DAT : spec.format();
  }
}
