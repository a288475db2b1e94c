package io.spikelake.it;

import io.spikelake.jobs.io.Lake;
import java.util.stream.Stream;

/** Command lines that many tests share. */
final class Commands {

  private Commands() {}

  /** {@code run} on recordings that are laid out as those of the demo. */
  static String[] run(Object recordings, Lake lake, String... more) {
    return on("run", recordings, "spike-reds", lake, more);
  }

  /** {@code ingest} of recordings that are laid out as those of the demo. */
  static String[] ingest(Object recordings, Lake lake, String... more) {
    return on("ingest", recordings, "spike-reds", lake, more);
  }

  /** A command that takes recordings of a data set into a lake. */
  static String[] on(String command, Object recordings, String dataset, Lake lake, String... more) {
    return join(of(command, lake, "--input", recordings.toString(), "--dataset", dataset), more);
  }

  /** A command on a lake. */
  static String[] of(String command, Lake lake, String... more) {
    return join(new String[] {command, "--lake", lake.root()}, more);
  }

  static String[] join(String[] first, String... second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }
}
