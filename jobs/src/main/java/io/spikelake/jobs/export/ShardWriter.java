package io.spikelake.jobs.export;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Writes the files of one shard. To close it before {@link #finish} takes back what is open. */
interface ShardWriter extends Closeable {

  /** The next sample of the shard, in order. */
  void add(ExportSample sample) throws IOException;

  /** Puts the files in their places. */
  List<ExportedFile> finish() throws IOException;
}
