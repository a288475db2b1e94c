package io.spikelake.jobs.export;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * A tar of three files per sample, {@code <key>.png}, {@code <key>.json} and, where it has a class,
 * {@code <key>.cls} with its number; beside it what is known of the samples as Parquet, and counts.
 */
final class WebDatasetShard implements ShardWriter {

  private static final int MODE = 0100644;

  private final ExportFolder folder;
  private final ExportColumns columns;
  private final String name;
  private final ExportFile file;
  private final TarArchiveOutputStream tar;
  private final ParquetShard sidecar;
  private final Map<String, Long> classes = new LinkedHashMap<>();
  private long count;
  private long bytes;

  private WebDatasetShard(ExportFolder folder, String name, ExportColumns columns)
      throws IOException {
    this.folder = folder;
    this.columns = columns;
    this.name = name;
    this.file = folder.create(name + ".tar");
    this.tar = new TarArchiveOutputStream(file.stream(), StandardCharsets.UTF_8.name());
    try {
      this.sidecar = ParquetShard.sidecar(folder, name + ".parquet", columns);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
    columns.classes().names().forEach(className -> classes.put(className, 0L));
  }

  static WebDatasetShard open(ExportFolder folder, Shard shard, ExportColumns columns)
      throws IOException {
    return new WebDatasetShard(folder, "%s-%06d".formatted(shard.folder(), shard.index()), columns);
  }

  @Override
  public void add(ExportSample sample) throws IOException {
    Map<String, Object> values = columns.values(sample.row());
    entry(sample.key() + ".png", sample.png());
    entry(sample.key() + ".json", utf8(ExportColumns.json(values)));
    Object label = values.get(ExportColumns.LABEL);
    if (label != null) {
      entry(sample.key() + ".cls", utf8(label.toString()));
      classes.merge(sample.className(), 1L, Long::sum);
    }
    sidecar.add(sample);
    count++;
    bytes += sample.png().length;
  }

  /** With nothing in the header but name and length, so that equal files make equal archives. */
  private void entry(String entryName, byte[] content) throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(entryName);
    entry.setSize(content.length);
    entry.setMode(MODE);
    entry.setModTime(0);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<ExportedFile> finish() throws IOException {
    tar.close();
    List<ExportedFile> files = new ArrayList<>(sidecar.finish());
    files.add(file.commit(count));
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("samples", count);
    stats.put("image_bytes", bytes);
    classes.values().removeIf(images -> images == 0);
    stats.put("samples_by_class", classes);
    files.add(folder.write(name + "_stats.json", ExportColumns.json(stats) + "\n"));
    return files;
  }

  @Override
  public void close() throws IOException {
    try {
      sidecar.close();
    } finally {
      file.close();
    }
  }
}
