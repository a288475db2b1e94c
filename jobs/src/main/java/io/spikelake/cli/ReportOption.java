package io.spikelake.cli;

import io.spikelake.files.Download;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Where the report goes. */
final class ReportOption {

  @Option(
      names = "--report",
      paramLabel = "DIR",
      converter = LocalFolder.class,
      description =
          "also write into this folder: index.html with charts and pictures, which needs nothing"
              + " beside it; leaderboard.md, .tex, .csv and .json; model-index.yaml for model cards")
  Path folder;

  /** A path; a URI would become a folder of an odd name below the working directory. */
  static final class LocalFolder implements ITypeConverter<Path> {
    @Override
    public Path convert(String value) {
      if (!Download.scheme(value).isEmpty()) {
        throw new TypeConversionException(
            "expected a folder of this machine, not a URI of scheme " + Download.scheme(value));
      }
      return Path.of(value);
    }
  }
}
