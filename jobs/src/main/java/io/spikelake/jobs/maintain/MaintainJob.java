package io.spikelake.jobs.maintain;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;

import io.delta.tables.DeltaTable;
import io.spikelake.jobs.JobContext;
import io.spikelake.jobs.hq.HqImages;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.plan.FramePlan;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.FramesTable;
import io.spikelake.schemas.HqImagesTable;
import io.spikelake.schemas.LakeTable;
import io.spikelake.schemas.RunsTable;
import io.spikelake.schemas.ScoresTable;
import io.spikelake.schemas.ShardsTable;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a lake small and quick to read: removes rows that do not count, joins small files, and
 * deletes files that no table needs any more. What counts stays as it is, to the last bit, unless
 * methods are named that are to go.
 *
 * <p>Tables are not clustered: appends come in the order of runs, which is what {@code
 * committed_in} prunes by, and aggregation reads all of {@code scores} in any case.
 */
public final class MaintainJob {

  private static final Logger LOG = LoggerFactory.getLogger(MaintainJob.class);

  private static final List<LakeTable> WITH_SHARDS = List.of(FramesTable.TABLE, ScoresTable.TABLE);

  private static final List<String> SHARD = List.of(Columns.SHARD, Columns.COMMITTED_IN);

  /** Delta refuses a retention that could take files from readers, unless told not to. */
  private static final String CHECK = "spark.databricks.delta.retentionDurationCheck.enabled";

  /** Files that are smaller are joined with others. */
  private static final long SMALL_BYTES = 64L << 20;

  /** The size that comes of it at most. */
  private static final long JOINED_BYTES = 256L << 20;

  /**
   * @param purge whether rows of which there are better or newer ones go too; earlier states of the
   *     lake lack them from then on
   * @param drop complete keys of methods whose frames and scores all go
   * @param retention files and unfinished runs that are older are taken for left behind
   */
  public record Config(boolean purge, List<String> drop, Duration retention) {}

  private final JobContext context;
  private final Lake lake;
  private final Config config;

  public MaintainJob(JobContext context, Config config) {
    this.context = context;
    this.lake = context.lake().in(session(context.spark()));
    this.config = config;
  }

  /** What Delta rewrites follows the settings of the session, not of the table. */
  private static SparkSession session(SparkSession spark) {
    SparkSession own = spark.newSession();
    own.conf().set(CHECK, spark.conf().get(CHECK, "true"));
    FramesTable.TABLE
        .writeOptions()
        .forEach((key, value) -> own.conf().set("spark.sql.parquet." + key + ".codec", value));
    own.conf().set("spark.databricks.delta.optimize.minFileSize", SMALL_BYTES);
    own.conf().set("spark.databricks.delta.optimize.maxFileSize", JOINED_BYTES);
    return own;
  }

  /**
   * @return counts: rows_abandoned, rows_superseded, rows_dropped, files_joined, files_made
   * @throws IllegalArgumentException if the lake has no frames of a method that is to go
   */
  public Map<String, Long> run() {
    requireMethods();
    Map<String, Long> counts = new TreeMap<>();
    context.step("maintain", "Remove rows that do not count");
    for (LakeTable table : WITH_SHARDS) {
      count(counts, "rows_abandoned", lake.delete(table, abandoned(table)));
      if (config.purge()) {
        count(counts, "rows_superseded", lake.delete(table, lake.superseded(table)));
      }
      if (!config.drop().isEmpty()) {
        count(counts, "rows_dropped", lake.delete(table, dropped(table)));
      }
    }
    if (config.purge() && lake.has(HqImagesTable.TABLE)) {
      count(counts, "rows_superseded", lake.delete(HqImagesTable.TABLE, HqImages.superseded(lake)));
    }
    SparkSession before = SparkSession.active();
    SparkSession.setActiveSession(lake.spark());
    try {
      LakeTable.all().stream().filter(lake::has).forEach(table -> compact(table, counts));
    } finally {
      SparkSession.setActiveSession(before);
    }
    return counts;
  }

  private static void count(Map<String, Long> counts, String name, long rows) {
    counts.merge(name, rows, Long::sum);
  }

  private void requireMethods() {
    if (config.drop().isEmpty()) {
      return;
    }
    List<String> there = FramePlan.methods(lake.read(FramesTable.TABLE)).stream().sorted().toList();
    for (String method : config.drop()) {
      if (!there.contains(method)) {
        throw new IllegalArgumentException(
            "Lake '%s' has no frames of method '%s'; it has those of %s"
                .formatted(lake.root(), method, there));
      }
    }
  }

  /** Rows of waves that were never completed, of runs that are over. */
  private Dataset<Row> abandoned(LakeTable table) {
    Instant longAgo = Instant.now().minus(config.retention());
    Column over =
        col(Columns.STATUS)
            .notEqual(RunsTable.STARTED)
            .or(col(RunsTable.AT).lt(lit(Timestamp.from(longAgo))));
    Dataset<Row> overRuns =
        lake.read(RunsTable.TABLE)
            .groupBy(Columns.COMMITTED_IN)
            .agg(max(over).as("over"))
            .where("over");
    return lake.read(table)
        .where(col(Columns.SHARD).isNotNull())
        .select(Keys.columns(SHARD))
        .distinct()
        .join(lake.read(ShardsTable.TABLE), Keys.seq(SHARD), "left_anti")
        .join(broadcast(overRuns), Keys.seq(List.of(Columns.COMMITTED_IN)), "left_semi");
  }

  private Dataset<Row> dropped(LakeTable table) {
    return lake.read(table)
        .where(Keys.among(Columns.METHOD, config.drop()))
        .select(Columns.METHOD, Columns.COMMITTED_IN)
        .distinct();
  }

  private void compact(LakeTable table, Map<String, Long> counts) {
    context.step("maintain", "Join files of " + table.name());
    DeltaTable delta = DeltaTable.forPath(lake.spark(), lake.location(table));
    Row metrics = delta.optimize().executeCompaction().select("metrics.*").first();
    long joined = metrics.<Long>getAs("numFilesRemoved");
    count(counts, "files_joined", joined);
    count(counts, "files_made", metrics.<Long>getAs("numFilesAdded"));
    context.step("maintain", "Delete old files of " + table.name());
    delta.vacuum(config.retention().toMinutes() / 60.0);
    LOG.info("{}: {} files joined", table.name(), joined);
  }
}
