package io.spikelake.jobs.bundle;

import static org.apache.spark.sql.functions.col;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.spikelake.jobs.io.Keys;
import io.spikelake.jobs.io.Lake;
import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.report.ComparativeTable;
import io.spikelake.jobs.report.ComparativeTable.Entrant;
import io.spikelake.jobs.report.Standing;
import io.spikelake.jobs.task.Equipment;
import io.spikelake.pack.ModelPack;
import io.spikelake.schemas.Columns;
import io.spikelake.schemas.RunsTable;
import io.spikelake.variant.VariantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Everything that a citation of a leaderboard needs besides its rendered tables: the scores that it
 * rests on, the configuration, the runs that made them, digests, citations, terms, and the command
 * that computes it again.
 *
 * @param lake as of the run
 * @param run the leaderboard is of the lake as it was after this run
 * @param tables what was computed
 */
public record LeaderboardBundle(
    Lake lake,
    long run,
    Equipment equipment,
    Leaderboard.Config config,
    List<ComparativeTable> tables) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The folder of the rendered tables. */
  public static final String TABLES = "tables";

  /** What the tables are about, each once, sorted. */
  private SortedSet<String> methods() {
    return tables.stream()
        .flatMap(table -> table.rows().stream().map(Entrant::method))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<String> metrics() {
    return tables.stream()
        .flatMap(table -> table.metrics().stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private SortedSet<String> datasets() {
    return tables.stream()
        .filter(ComparativeTable::isWhole)
        .map(ComparativeTable::dataset)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Writes all files but the rendered tables, which are there already, and the checksums of all.
   *
   * @param scores the rows that the leaderboard rests on
   * @param folder with the folder {@link #TABLES}
   */
  public void write(Dataset<Row> scores, Path folder) throws IOException {
    ScoreFile.write(
        scores, lake.currentRecordings(config.datasets()), folder.resolve("scores.csv.gz"));
    json(folder, "config.json", configuration());
    json(folder, "runs.json", runs(scores));
    json(folder, "digests.json", digests());
    References references = References.of(equipment, methods(), metrics(), datasets());
    text(folder, "references.bib", references.bibTeX());
    text(folder, "LICENCES.md", references.licences());
    text(folder, "RECOMPUTE.md", Recompute.text(Recompute.command(lake.root(), run, config)));
    Files.deleteIfExists(folder.resolve(BundleFolder.SUMS));
    BundleFolder.seal(folder, BundleFolder.files(folder));
  }

  /** Packs a folder as one zip, the same bytes for the same files. */
  public static void zip(Path folder, Path target) throws IOException {
    BundleFolder.zip(folder, target);
  }

  private Map<String, Object> configuration() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("lake", lake.root());
    all.put("as_of", run);
    all.put("dataset", config.datasets());
    all.put("methods", config.methods());
    all.put("metrics", config.metrics());
    all.put("protocol", config.scope().protocol());
    all.put("split", config.scope().split());
    all.put("samples", config.samples().id());
    all.put("replicates", config.replicates());
    all.put("seed", config.seed());
    return all;
  }

  /** The runs that wrote the scores, with their own configurations. */
  private List<Object> runs(Dataset<Row> scores) throws IOException {
    Object[] writers = Keys.runs(scores.select(Columns.COMMITTED_IN).distinct());
    List<Row> rows =
        lake.read(RunsTable.TABLE)
            .where(col(Columns.COMMITTED_IN).isin(writers))
            .where(col(Columns.STATUS).notEqual(RunsTable.STARTED))
            .orderBy(Columns.COMMITTED_IN)
            .collectAsList();
    List<Object> runs = new ArrayList<>();
    for (Row row : rows) {
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("run", row.getAs(Columns.COMMITTED_IN));
      one.put("command", row.getAs(RunsTable.COMMAND));
      one.put("status", row.getAs(Columns.STATUS));
      one.put("spikelake", row.getAs(RunsTable.VERSION));
      one.put("host", row.getAs(RunsTable.HOST));
      one.put("config", JSON.readTree(row.<String>getAs(RunsTable.CONFIG)));
      runs.add(one);
    }
    return runs;
  }

  private Map<String, Object> digests() {
    Map<String, Object> all = new LinkedHashMap<>();
    String version = LeaderboardBundle.class.getPackage().getImplementationVersion();
    all.put("spikelake", version == null ? "development" : version);
    all.put("sample_sets", sampleSets());
    all.put("packs", packs());
    all.put("metric_models", equipment.models().digests());
    all.put("delta_versions", TableVersions.of(lake, run));
    return all;
  }

  /** By data set and metric; entrants over samples of their own differ. */
  private Map<String, Map<String, SortedSet<String>>> sampleSets() {
    Map<String, Map<String, SortedSet<String>>> sets = new TreeMap<>();
    for (ComparativeTable table : tables) {
      for (Standing standing : table.all()) {
        if (standing.spread().sampleSet() != null) {
          sets.computeIfAbsent(table.dataset(), dataset -> new TreeMap<>())
              .computeIfAbsent(standing.metric(), metric -> new TreeSet<>())
              .add(standing.spread().sampleSet());
        }
      }
    }
    return sets;
  }

  /** The packs of methods and metrics, as far as they are installed here. */
  private Map<String, Map<String, String>> packs() {
    Map<String, Map<String, String>> packs = new TreeMap<>();
    for (String id : methods()) {
      equipment.methods().pack(VariantId.parse(id)).ifPresent(pack -> packs.put(id, digests(pack)));
    }
    for (String id : metrics()) {
      equipment.metrics().pack(VariantId.parse(id)).ifPresent(pack -> packs.put(id, digests(pack)));
    }
    return packs;
  }

  private static Map<String, String> digests(ModelPack pack) {
    Map<String, String> digests = new LinkedHashMap<>();
    digests.put("pack", pack.digest());
    digests.put("model", pack.manifest().sha256());
    return digests;
  }

  private static void json(Path folder, String name, Object content) throws IOException {
    try {
      text(folder, name, JSON.writeValueAsString(content) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(name + " cannot be written as JSON", e);
    }
  }

  private static void text(Path folder, String name, String content) throws IOException {
    Files.writeString(folder.resolve(name), content);
  }
}
