package io.spikelake.jobs.export;

import java.io.IOException;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/**
 * A Parquet file as the Hugging Face Hub has them: an image is {@code struct<bytes, path>}, and the
 * metadata say that it is one. Also the sidecar of a tar, which has all columns but the image.
 */
final class ParquetShard implements ShardWriter {

  private static final long ROW_GROUP_BYTES = 64L << 20;

  /** An image is many times a column's other values: pages are to be cut by bytes, not rows. */
  private static final int ROWS_BETWEEN_CHECKS = 1;

  private final ExportFile file;
  private final boolean images;
  private final ParquetOutput output;
  private final ParquetWriter<ExportSample> writer;
  private long count;

  private ParquetShard(ExportFile file, ExportColumns columns, boolean images) throws IOException {
    this.file = file;
    this.images = images;
    this.output = new ParquetOutput(file.stream());
    this.writer =
        new Builder(output, new ParquetRows(columns, images, output::holdBack))
            // Nearly all bytes are PNG, which is compressed.
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .withDictionaryEncoding(ExportColumns.IMAGE + ".bytes", false)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .withMinRowCountForPageSizeCheck(ROWS_BETWEEN_CHECKS)
            .build();
  }

  /** With images, as one of the files of a split. */
  static ParquetShard ofImages(ExportFolder folder, Shard shard, ExportColumns columns)
      throws IOException {
    String name =
        "data/%s-%05d-of-%05d.parquet".formatted(shard.folder(), shard.index(), shard.count());
    return open(folder, name, columns, true);
  }

  /** What is known of the images that lie elsewhere. */
  static ParquetShard sidecar(ExportFolder folder, String name, ExportColumns columns)
      throws IOException {
    return open(folder, name, columns, false);
  }

  private static ParquetShard open(
      ExportFolder folder, String name, ExportColumns columns, boolean images) throws IOException {
    ExportFile file = folder.create(name);
    try {
      return new ParquetShard(file, columns, images);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  @Override
  public void add(ExportSample sample) throws IOException {
    writer.write(sample);
    count++;
  }

  @Override
  public List<ExportedFile> finish() throws IOException {
    writer.close();
    output.finish();
    return List.of(file.commit(images ? count : 0));
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static final class Builder extends ParquetWriter.Builder<ExportSample, Builder> {
    private final ParquetRows rows;

    Builder(ParquetOutput output, ParquetRows rows) {
      super(output);
      this.rows = rows;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ExportSample> getWriteSupport(Configuration configuration) {
      return rows;
    }
  }
}
