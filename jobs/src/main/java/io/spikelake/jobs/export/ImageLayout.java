package io.spikelake.jobs.export;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.spikelake.jobs.io.Keys;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.RecordingsTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;

/**
 * Images in shards. Those of a pair are two rows, one after the other: which folder an image goes
 * to stands in the column {@link LooseImages#QUALITY}, {@code hq} before {@code lq}.
 */
final class ImageLayout implements Layout {

  private static final String HQ = "hq";

  private final ExportConfig config;
  private final Dataset<Row> images;
  private final Dataset<Row> samples;
  private final LowQuality lowQuality;
  private final ExportColumns columns;
  private final ShardPlan plan;

  /**
   * @param images rows of {@code hq_images}
   * @param samples the same without images
   * @param lowQuality the other images of pairs; null for other formats
   */
  ImageLayout(
      ExportConfig config,
      Dataset<Row> images,
      Dataset<Row> samples,
      LowQuality lowQuality,
      ExportColumns columns) {
    this.config = config;
    this.images = images;
    this.samples = lowQuality == null ? samples : lowQuality.paired();
    this.lowQuality = lowQuality;
    this.columns = columns;
    this.plan = ShardPlan.of(this.samples, config.perShard());
  }

  @Override
  public Dataset<Row> samples() {
    return samples;
  }

  @Override
  public SortedMap<String, Long> sizes() {
    SortedMap<String, Long> images = new TreeMap<>(plan.samples());
    if (lowQuality != null) {
      images.replaceAll((split, pairs) -> 2 * pairs);
    }
    return images;
  }

  @Override
  public Dataset<Row> files(ExportFolder folder) {
    List<String> order = Keys.with(List.of(ShardTask.SHARD), order());
    return rows()
        .withColumn(ShardTask.SHARD, plan.number())
        .repartition(plan.shards().size(), col(ShardTask.SHARD))
        .sortWithinPartitions(Keys.columns(order))
        .mapPartitions(
            new ShardTask(folder, config.format(), columns, plan.shards()),
            Encoders.row(ExportedFile.SCHEMA));
  }

  private String[] order() {
    return (lowQuality == null
            ? SampleKey.COLUMNS
            : Keys.with(SampleKey.COLUMNS, LooseImages.QUALITY))
        .toArray(String[]::new);
  }

  private Dataset<Row> rows() {
    List<String> wide = Keys.with(ExportColumns.narrow(), FramesTable.RAW, FramesTable.PNG);
    Dataset<Row> chosen = images.withColumn(FramesTable.PNG, lit(null).cast(DataTypes.BinaryType));
    if (lowQuality == null) {
      return chosen.select(Keys.columns(wide));
    }
    List<String> sample = LowQuality.SAMPLE;
    return chosen
        .join(broadcast(samples.select(Keys.columns(sample))), Keys.seq(sample), "left_semi")
        .select(Keys.columns(wide))
        .withColumn(LooseImages.QUALITY, lit(HQ))
        .unionByName(lowQuality.images().withColumn(LooseImages.QUALITY, lit(LowQuality.LQ)));
  }

  @Override
  public List<ExportedFile> lists(ExportFolder folder) throws IOException {
    return switch (config.format()) {
      case IMAGEFOLDER -> metadata(folder, samples);
      case PAIRS ->
          metadata(
              folder,
              samples
                  .withColumn(LooseImages.QUALITY, lit(HQ))
                  .unionByName(
                      lowQuality.rows().withColumn(LooseImages.QUALITY, lit(LowQuality.LQ))));
      default -> List.of();
    };
  }

  private List<ExportedFile> metadata(ExportFolder folder, Dataset<Row> rows) throws IOException {
    return JsonLines.write(
        folder,
        rows.sort(Keys.columns(List.of(order()))),
        row -> SampleNames.split(row.getAs(RecordingsTable.SPLIT)) + "/metadata.jsonl",
        this::line);
  }

  private Map<String, Object> line(Row row) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("file_name", LooseImages.name(row));
    if (lowQuality != null) {
      line.put(LooseImages.QUALITY, row.getAs(LooseImages.QUALITY));
    }
    line.putAll(columns.values(row));
    return line;
  }

  @Override
  public String pattern(String splitFolder) {
    return switch (config.format()) {
      case WEBDATASET -> splitFolder + "-*.tar";
      case PARQUET -> "data/%s-*.parquet".formatted(splitFolder);
      case ARROW -> "data/%s-*.arrow".formatted(splitFolder);
      default -> splitFolder + "/**";
    };
  }

  @Override
  public List<String> leftOut() {
    return lowQuality == null ? List.of() : lowQuality.missing();
  }

  @Override
  public void close() {
    if (lowQuality != null) {
      lowQuality.close();
    }
  }
}
