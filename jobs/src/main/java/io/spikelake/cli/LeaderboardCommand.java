package io.spikelake.cli;

import io.spikelake.jobs.leaderboard.Leaderboard;
import io.spikelake.jobs.leaderboard.Parts;
import io.spikelake.jobs.leaderboard.SamplePolicy;
import io.spikelake.jobs.plan.Scope;
import io.spikelake.jobs.report.PublishedTable;
import io.spikelake.jobs.report.ReportContent;
import io.spikelake.jobs.task.Equipment;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leaderboard}: aggregates scores. */
@Command(
    name = "leaderboard",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Aggregates the lake's scores to comparative tables; fills the table leaderboard.")
final class LeaderboardCommand implements Callable<Integer> {

  @Mixin LakeOption lake;
  @Mixin DatasetFilter datasets;
  @Mixin AsOfOption asOf;

  @Option(
      names = "--scores",
      paramLabel = "CSV",
      description = {
        "of comma-separated files instead of a lake: columns dataset, recording, key_frame, method,",
        "metric, score, and if there are tone, status, flat_fraction, blocks, device, split,",
        "label_name; ids are taken as they are"
      })
  String scores;

  @Option(
      names = "--methods",
      paramLabel = "ID",
      split = ",",
      description = "only these methods, default: all of the lake")
  List<String> methods = List.of();

  @Option(
      names = "--metrics",
      paramLabel = "ID",
      split = ",",
      description = "only these metrics, default: all of the lake")
  List<String> metrics = List.of();

  @Option(
      names = "--samples",
      paramLabel = "WHICH",
      converter = SamplesConverter.class,
      description =
          "common: compare over the samples that every method of the table has a score of; own:"
              + " each method over all of its own; default: common")
  SamplePolicy samples = SamplePolicy.COMMON;

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      converter = PartsConverter.class,
      description =
          "also fill the table leaderboard with rows for each recording, class or split, ranked"
              + " within it")
  Parts parts = Parts.NONE;

  @Option(
      names = "--replicates",
      paramLabel = "N",
      description = "choices of recordings in the bootstrap, 0 for none, default: ${DEFAULT-VALUE}")
  int replicates = Leaderboard.Config.REPLICATES;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "of these choices, default: ${DEFAULT-VALUE}")
  long seed = Leaderboard.Config.SEED;

  @Mixin SplitOption split;
  @Mixin ProtocolOptions protocol;
  @Mixin KnownEquipment equipment;
  @Mixin PublishedOptions published;
  @Mixin ReportOption report;
  @Mixin BundleOption bundle;

  @Override
  public Integer call() throws Exception {
    Equipment all = equipment.load();
    Leaderboard.Config config = protocol.wanted() ? byProtocol(all) : asTyped(all);
    List<ReportContent> content = content(new LeaderboardRows(lake.uri, all, config));
    if (content.isEmpty()) {
      throw new IllegalArgumentException(
          "No scores in %s fit; run 'spikelake run' first, or ask for less"
              .formatted(scores == null ? lake.uri : scores));
    }
    Summary.print(System.out, content.get(0).tables());
    String beside =
        published.wanted()
            ? PublishedTable.markdown(published.compare(content.get(0), all.methods()))
            : "";
    System.out.print(beside);
    if (report.folder != null) {
      System.out.println("report " + Summary.writeReport(report.folder, content.get(0)));
      if (published.wanted()) {
        Files.writeString(report.folder.resolve("published.md"), beside);
      }
    }
    bundle.write(lake.uri, asOf.run, all, config, content.get(0));
    return 0;
  }

  private List<ReportContent> content(LeaderboardRows leaderboard) throws Exception {
    if (scores != null) {
      if (bundle.target != null || asOf.run != null) {
        throw new IllegalArgumentException(
            "--bundle and --as-of are about runs of a lake, which --scores has not");
      }
      return leaderboard.ofFiles(scores);
    }
    boolean whole = report.folder != null || bundle.target != null;
    return asOf.run == null ? leaderboard.filled(whole) : leaderboard.shown(asOf, whole);
  }

  private Leaderboard.Config asTyped(Equipment all) {
    boolean asTheyAre = scores != null;
    return new Leaderboard.Config(
        datasets.names,
        asTheyAre ? methods : all.methodIds(methods),
        asTheyAre ? metrics : all.metricIds(metrics),
        samples,
        parts,
        Scope.ofSplit(split.name),
        replicates,
        seed);
  }

  private Leaderboard.Config byProtocol(Equipment all) {
    ProtocolOptions.Preset preset = protocol.preset(protocol.load(datasets.names), all);
    return new Leaderboard.Config(
        datasets.names,
        preset.methodIds(),
        preset.metrics(),
        samples,
        preset.parts(),
        preset.scope(),
        replicates,
        seed);
  }

  /** Names of {@link SamplePolicy}. */
  static final class SamplesConverter implements ITypeConverter<SamplePolicy> {
    @Override
    public SamplePolicy convert(String value) {
      return SamplePolicy.parse(value);
    }
  }

  /** Names of {@link Parts}. */
  static final class PartsConverter implements ITypeConverter<Parts> {
    @Override
    public Parts convert(String value) {
      return Parts.parse(value);
    }
  }
}
