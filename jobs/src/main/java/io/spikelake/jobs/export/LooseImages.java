package io.spikelake.jobs.export;

import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;

/** A file per image. */
final class LooseImages implements ShardWriter {

  /** Column with the folder of the image, of a pair, below that of the split. */
  static final String QUALITY = "quality";

  private final ExportFolder folder;
  private final Shard shard;
  private final List<ExportedFile> files = new ArrayList<>();

  LooseImages(ExportFolder folder, Shard shard) {
    this.folder = folder;
    this.shard = shard;
  }

  /** Where an image lies, below the folder of its split. */
  static String name(Row row) {
    String file = SampleNames.sample(row) + ".png";
    if (List.of(row.schema().fieldNames()).contains(QUALITY)) {
      return row.getAs(QUALITY) + "/" + file;
    }
    String className = row.getAs(RecordingsTable.LABEL_NAME);
    return className == null ? file : SampleNames.folder(className) + "/" + file;
  }

  @Override
  public void add(ExportSample sample) throws IOException {
    files.add(folder.write(shard.folder() + "/" + name(sample.row()), sample.png(), 1));
  }

  @Override
  public List<ExportedFile> finish() {
    return files;
  }

  @Override
  public void close() {}
}
